import { expect, test } from 'vitest';
import { takeJoinCode } from './join-link.ts';

function visit(hash: string) {
  let shown = `/join${hash}`;
  const code = takeJoinCode(
    { hash, pathname: '/join', search: '' },
    {
      replaceState: (_state, _title, url) => {
        shown = String(url);
      },
    },
  );
  return { code, shown };
}

test('the code of a QR link is taken, and is gone from the address', () => {
  const code = 'a-code_that-is-thirty-signs-00';
  expect(visit(`#join=${code}`)).toEqual({ code, shown: '/join' });
});

test('a mangled code is not used, and is gone from the address, too', () => {
  expect(visit('#join=half-a-code')).toEqual({ code: undefined, shown: '/join' });
});

test('another fragment is left alone', () => {
  expect(visit('#content')).toEqual({ code: undefined, shown: '/join#content' });
});
