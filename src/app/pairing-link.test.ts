import { expect, test } from 'vitest';
import { takePairingLink } from './pairing-link.ts';

const token = 'Zt8_Ygq3mE0bK2vQ7c1xW9nLr5sHd4fAoJ6uPiTe-X0';

function visit(hash: string) {
  let shown = `/add?x=1${hash}`;
  // As in a browser, the location follows the history.
  const location = { hash, pathname: '/add', search: '?x=1' };
  const found = takePairingLink(location, {
    replaceState: (_state, _title, url) => {
      shown = String(url);
      location.hash = new URL(shown, 'http://localhost').hash;
    },
  });
  return { found, shown };
}

test('the token of a pairing link is taken, and is gone from the address', () => {
  expect(visit(`#pair=${token}`)).toEqual({ found: { token }, shown: '/add?x=1' });
});

test('a mangled token is not used, but that a link was followed is known, and it is gone from the address', () => {
  expect(visit('#pair=WRONGTOKEN')).toEqual({ found: { token: undefined }, shown: '/add?x=1' });
});

test('another fragment is left alone', () => {
  expect(visit('#findings')).toEqual({ found: undefined, shown: '/add?x=1#findings' });
});
