import { onCleanup } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { Card } from './card.tsx';
import { EmptyState } from './empty-state.tsx';
import { Notice } from './notice.tsx';
import { Page } from './page.tsx';

const host = document.createElement('div');
let dispose = () => {};
afterEach(() => dispose());

const made = vi.fn();
const gone = vi.fn();

/** Counts how often it is put together. */
function WayOn() {
  made();
  onCleanup(gone);
  return <a href="/add">On</a>;
}

test.each([
  ['a notice', () => <Notice tone="info" action={<WayOn />} children="Something is up." />],
  ['an empty page', () => <EmptyState heading="None" purpose="Add one." actions={<WayOn />} />],
  ['a page', () => <Page heading="Profit" actions={<WayOn />} children="" />],
  ['a card', () => <Card aside={<WayOn />} children="" />],
])('%s puts its way on together once, and takes it apart with itself', (_, what) => {
  made.mockClear();
  gone.mockClear();
  dispose = render(what, host);
  expect(host.querySelectorAll('a')).toHaveLength(1);
  expect(made).toHaveBeenCalledOnce();
  dispose();
  expect(gone).toHaveBeenCalledOnce();
});
