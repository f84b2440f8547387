import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import { CgminerReplyError, parseCgminerReply } from './cgminer-reply.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('plain JSON with a trailing NUL is read', () => {
  expect(parseCgminerReply(bytes('{"SUMMARY":[{"MHS av":1.5}],"id":1}\0'))).toEqual({
    SUMMARY: [{ 'MHS av': 1.5 }],
    id: 1,
  });
});

test('whatever follows the NUL is dropped', () => {
  expect(parseCgminerReply('{"id":1}\0garbage')).toEqual({ id: 1 });
});

test('the missing comma between objects of old stats is mended, braces in strings are not', () => {
  expect(parseCgminerReply('{"STATS":[{"a":1}{"b":"x}{y"}],"id":1}')).toEqual({
    STATS: [{ a: 1 }, { b: 'x}{y' }],
    id: 1,
  });
});

test('a raw line break inside a string does not spoil the reply', () => {
  expect(parseCgminerReply('{"Msg":"line one\nline two"}')).toEqual({ Msg: 'line one line two' });
});

test('the text form becomes the form of the JSON', () => {
  expect(
    parseCgminerReply('STATUS=S,When=1,Code=11,Msg=Summary|SUMMARY,Elapsed=12,MHS av=5.25,Best Share=7|\0'),
  ).toEqual({
    STATUS: [{ STATUS: 'S', When: 1, Code: 11, Msg: 'Summary' }],
    SUMMARY: [{ Elapsed: 12, 'MHS av': 5.25, 'Best Share': 7 }],
    id: 1,
  });
});

test('pools and devices of the text form are lists, Avalon values keep their commas and brackets', () => {
  const reply = parseCgminerReply(
    'STATUS=S,Code=7|POOL=0,URL=stratum+tcp://a:1,Stratum Active=true|POOL=1,URL=b|',
  );
  expect(reply).toMatchObject({
    POOLS: [{ POOL: 0, URL: 'stratum+tcp://a:1', 'Stratum Active': true }, { POOL: 1 }],
  });
  expect(parseCgminerReply('STATUS=S|STATS=0,MM ID0=Ver[A,B] Fan1[1720]|')).toMatchObject({
    STATS: [{ 'MM ID0': 'Ver[A,B] Fan1[1720]' }],
  });
});

test('a number too long to be exact stays text', () => {
  expect(parseCgminerReply('STATUS=S|SUMMARY,Best Share=18446744073709551615|')).toMatchObject({
    SUMMARY: [{ 'Best Share': '18446744073709551615' }],
  });
});

test.each(['', '\0', '<html>router</html>', '{"SUMMARY":[', 'Invalid command'])('%j is refused', (text) => {
  expect(() => parseCgminerReply(text)).toThrow(CgminerReplyError);
});

test('any JSON object survives the round trip, and any bytes are read or refused, never worse', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      // -0 is written as 0.
      const text = JSON.stringify(record);
      expect(parseCgminerReply(`${text}\0`)).toEqual(JSON.parse(text));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (reply) => {
      try {
        parseCgminerReply(reply);
      } catch (error) {
        expect(error).toBeInstanceOf(CgminerReplyError);
      }
    }),
  );
});

test.each([
  ['commas', `STATUS=S${','.repeat(4_000_000)}`],
  ['quotes that nothing closes', `{${'"\\'.repeat(2_000_000)}`],
  ['brackets', '{'.repeat(4_000_000)],
  ['closing brackets and blanks', `{${`}${' '.repeat(999)}`.repeat(4_000)}`],
])('a reply of megabytes of %s is looked through once', (_, text) => {
  const beganMs = performance.now();
  try {
    parseCgminerReply(text);
  } catch (error) {
    expect(error).toBeInstanceOf(CgminerReplyError);
  }
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(5_000);
});

test("the first section of an Antminer's stats says who it is, in text as in JSON (pyasic#210)", () => {
  const reply =
    'STATUS=S,Code=70|CGMiner=4.9.0 rwglr,Miner=1.0.1.3,Type=Antminer L3+ (024)|STATS=0,ID=L30,GHS av=512.84|';
  expect(parseCgminerReply(reply)).toMatchObject({
    STATS: [
      { CGMiner: '4.9.0 rwglr', Type: 'Antminer L3+ (024)' },
      { STATS: 0, ID: 'L30', 'GHS av': 512.84 },
    ],
  });
});

test('what cgminer escapes in text is read as it was meant', () => {
  const reply = String.raw`STATUS=S,Code=7|POOL=0,URL=stratum+tcp://a:1,User=me\,you\|us\=\\x,Accepted=5|GPU=0,Temperature=71.00|`;
  expect(parseCgminerReply(reply)).toMatchObject({
    POOLS: [{ POOL: 0, URL: 'stratum+tcp://a:1', User: String.raw`me,you|us=\x`, Accepted: 5 }],
    DEVS: [{ GPU: 0, Temperature: 71 }],
  });
});

test('the commas that a Z15 forgets, and those it has too many of, are put right outside of its strings', () => {
  const reply = '{"STATS":[{"Type":"Antminer Z15"}{"fan3":4800 "temp2_1":"61-67-64","note":"5 \\",} 6" ,}]}';
  expect(parseCgminerReply(reply)).toEqual({
    STATS: [{ Type: 'Antminer Z15' }, { fan3: 4_800, temp2_1: '61-67-64', note: '5 ",} 6' }],
  });
});
