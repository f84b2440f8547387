import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const THEMES = ['light', 'dark'] as const;
const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;

/**
 * Where nothing may be reached only by scrolling sideways: a laptop at 400 % zoom is 320 px wide (WCAG 1.4.10), and text
 * may be twice its size, on a phone and on a laptop (WCAG 1.4.4).
 */
const TIGHTEST = [
  { viewport: { width: 320, height: 640 }, text: '100%' },
  { viewport: { width: 390, height: 844 }, text: '200%' },
  { viewport: { width: 1280, height: 800 }, text: '200%' },
] as const;

/** Of a list of hundreds that fold alike so many are laid open: with all of them axe takes a minute and finds nothing more. */
const MOST_UNFOLDED = 24;

/** The rule that takes two thirds of axe's time: it asks of every word what lies behind it. */
const CONTRAST = 'color-contrast';

/**
 * What axe holds against the page as it stands, at both widths, unfolded; and whether it fits. Contrasts are measured in
 * one theme at each width, and by the length of the page's name it is the one or the other: what all pages share is
 * seen in all four ways, and a whole run takes minutes less.
 */
export async function hindrances(page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = [];
  await page.locator('main details').evaluateAll((folded, most) => {
    for (const each of folded.slice(0, most)) each.setAttribute('open', '');
  }, MOST_UNFOLDED);
  for (const viewport of VIEWPORTS) {
    await page.setViewportSize(viewport);
    const isWide = viewport.width > 1000;
    const measured = THEMES[(what.length + (isWide ? 1 : 0)) % 2];
    for (const colorScheme of THEMES) {
      // A theme changes colours and nothing else.
      if (colorScheme === 'dark' && colorScheme !== measured) continue;
      await page.emulateMedia({ colorScheme });
      // One frame only, so axe needs no second page to put its findings together.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      if (colorScheme === 'dark') axe.withRules([CONTRAST]);
      else if (colorScheme !== measured) axe.disableRules([CONTRAST]);
      const { violations } = await axe.analyze();
      found.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${what}, ${colorScheme}, ${viewport.width} px: ${id} at ${target}`),
        ),
      );
    }
  }
  for (const { viewport, text } of TIGHTEST) {
    await page.setViewportSize(viewport);
    const tooWide = await tooWideAt(page, text);
    if (tooWide > 0) found.push(`${what}, ${viewport.width} px, text of ${text}: ${tooWide} px too wide`);
  }
  return found;
}

/** By how many px the page is wider than the screen with text of this size. */
function tooWideAt(page: Page, text: string): Promise<number> {
  return page.evaluate(async (fontSize) => {
    document.documentElement.style.fontSize = fontSize;
    // Two frames: what is drawn to a measured width is drawn anew in the first.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const tooWide = document.documentElement.scrollWidth - innerWidth;
    document.documentElement.style.fontSize = '';
    return tooWide;
  }, text);
}
