import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { missing as text } from '../ui/text/en/missing.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  return (
    <Page heading={text.heading} lead={text.lead} width="narrow">
      <div>
        <ButtonLink look="primary" href="/">
          {text.back}
        </ButtonLink>
      </div>
    </Page>
  );
}
