import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { app as text } from '../ui/text/en/app.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  return (
    <Page heading={text.missingHeading} lead={text.missingLead} width="narrow">
      <div>
        <ButtonLink look="primary" href="/">
          {text.backToFleet}
        </ButtonLink>
      </div>
    </Page>
  );
}
