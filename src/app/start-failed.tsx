import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { app as text } from '../ui/text/en/app.ts';

/** The collector did not start, so there is nothing that could be shown truly. */
export function StartFailed(props: { readonly detail: string }) {
  return (
    <Page heading={text.cannotStart} lead={text.cannotStartWhy(props.detail)} width="narrow">
      <div>
        <Button look="primary" icon="reload" onClick={() => location.reload()}>
          {text.reload}
        </Button>
      </div>
    </Page>
  );
}
