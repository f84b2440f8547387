/** What stands before the secret in links that let a browser in: of the owner's terminal, and of a QR code. */
const LINKS = ['#pair=', '#join='];

/**
 * Lets a link count that is pasted into a tab in which the app is open already: it changes nothing but the fragment, and
 * a browser loads nothing anew for that.
 */
export function followPastedLinks(
  tab: Pick<EventTarget, 'addEventListener'>,
  location: Pick<Location, 'hash' | 'reload'>,
): void {
  tab.addEventListener('hashchange', () => {
    if (LINKS.some((link) => location.hash.startsWith(link))) location.reload();
  });
}
