import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import { childrenOf, childText, xmlElement } from './xml-element.ts';

test('elements nest, prefixes and attributes fall away, and empty elements are closed', () => {
  const root = xmlElement(
    '\uFEFF<?xml version="1.0"?>\n<ns:a xmlns:ns="urn:x" b=\'1\'><!-- <b> --><b>1</b><c/><b> 2 </b></ns:a>\n',
  );
  expect(root.name).toBe('a');
  expect(childrenOf(root, 'b').map(({ text }) => text)).toEqual(['1', ' 2 ']);
  expect(childText(root, 'b')).toBe('1');
  expect(childText(root, 'c')).toBeUndefined();
  expect(childText(root, 'd', 'e')).toBeUndefined();
});

test('the five entities, numbered characters and literal sections are text', () => {
  expect(xmlElement('<a>&lt;&amp;&#65;&#x42;<![CDATA[<b>&amp;]]></a>').text).toBe('<&AB<b>&amp;');
});

test('what is cut off, crossed, doubled or a web page is refused', () => {
  for (const text of [
    '',
    'plain',
    '<a>',
    '</a>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a>x</a>tail',
    '<a',
    '<a b=1></a>',
    '<!DOCTYPE html><html></html>',
    '<!DOCTYPE a [<!ENTITY x "xxxx">]><a>&x;</a>',
    '<a>'.repeat(40) + '</a>'.repeat(40),
  ])
    expect(() => xmlElement(text), text).toThrow(SourceError);
});

test('a flood of what is never closed is refused at once', () => {
  for (const piece of ['<!--', '<![CDATA[', '<?', '<a b="', '<a ', '&'])
    expect(() => xmlElement(`<r>${piece.repeat(300_000)}`), piece).toThrow(SourceError);
}, 60_000);

test('what was written comes back as it was, whatever it says', () => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const document = `<r>${texts.map((text) => `<t>${escaped(text)}</t>`).join('')}</r>`;
      expect(xmlElement(document).children.map(({ text }) => text)).toEqual(texts);
    }),
  );
});

test('no text at all makes it fail in another way than its own', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    '&',
    ';',
    '<a>',
    '</a>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '"',
    '=',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      try {
        xmlElement(pieces.join(''));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    }),
  );
});
