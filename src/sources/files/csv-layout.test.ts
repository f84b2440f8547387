import { describe, expect, test } from 'vitest';
import { taken } from '../../../tests/support/taken-file.ts';
import { textFile } from '../../../tests/support/text-file.ts';
import { openImportFile } from './open-import-file.ts';

const open = async (text: string) => taken(await openImportFile(textFile(text), 'UTC'));

describe('the columns of a table', () => {
  test('days and times of day in columns of their own are put together', async () => {
    const { values } = await open('Datum;Uhrzeit;power\n21.11.2026;08:00:30;12\n21.11.2026;20:05;13\n');
    expect(values).toEqual([
      'only 2026-11-21T08:00:30.000Z powerW 12',
      'only 2026-11-21T20:05:00.000Z powerW 13',
    ]);
    const american = await open('date,time,power\n11/21/2026,8:05 PM,12\n');
    expect(american.values).toEqual(['only 2026-11-21T20:05:00.000Z powerW 12']);
  });

  test('its owner says which columns are the times and the miner, where the guess is wrong', async () => {
    const text =
      'started,seen,host,rack,power\n2020-01-01 00:00,1763000000,x,A,12\n2020-01-01 00:00,1763000060,y,A,13\n';
    const guessed = await openImportFile(textFile(text), 'UTC');
    expect(guessed.survey.table).toEqual({
      names: ['started', 'seen', 'host', 'rack', 'power'],
      layout: { at: 'started', clock: undefined, miner: 'host' },
    });
    const layout = { at: 'seen', miner: 'rack' };
    const chosen = await openImportFile(textFile(text), 'UTC', undefined, layout);
    expect([chosen.survey.time.form, chosen.survey.subjects]).toEqual(['epoch-s', ['A']]);
    expect((await taken(chosen)).values).toEqual([
      'A 2025-11-13T02:13:20.000Z powerW 12',
      'A 2025-11-13T02:14:20.000Z powerW 13',
    ]);
    const together = await openImportFile(textFile(text), 'UTC', undefined, { at: 'seen' });
    expect(together.survey.subjects).toEqual(['']);
    expect(together.survey.columns.map(({ key }) => key)).toEqual(['started', 'host', 'rack', 'power']);
    const another = await openImportFile(textFile('time,power\n1763000000,1\n'), 'UTC', undefined, layout);
    expect(another.survey.table?.layout.at).toBe('time');
  });

  test('of which no column seems to hold times leaves it to its owner, and takes nothing over before', async () => {
    const file = await openImportFile(textFile('t0,power,temp\n1763000000,1,50\n'), 'UTC');
    expect(file.survey.table?.layout.at).toBeUndefined();
    expect(await taken(file)).toMatchObject({ values: [], problems: ['2 no-time '] });
  });

  test('columns of one name are two columns', async () => {
    const { survey } = await openImportFile(textFile('time,power,power,\n1763000000,1,2,3\n'), 'UTC');
    expect(survey.columns.map(({ key }) => key)).toEqual(['power', 'power (2)', 'column 4']);
  });
});
