import { expect, test, vi } from 'vitest';
import { followPastedLinks } from './pasted-link.ts';

test.each([
  ['#pair=Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0', 1],
  ['#join=ABCD', 1],
  ['#content', 0],
  ['', 0],
])('an open tab in which the address comes to end in "%s" is loaded anew %i times', (hash, times) => {
  const tab = new EventTarget();
  const location = { hash: '', reload: vi.fn() };
  followPastedLinks(tab, location);
  location.hash = hash;
  tab.dispatchEvent(new Event('hashchange'));
  expect(location.reload).toHaveBeenCalledTimes(times);
});
