import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { RestoreReport } from '../../workers/backup-api.ts';
import { DataPage } from './data-page.tsx';

const mounted: MountedPage[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const page of mounted.splice(0)) page.remove();
});

function open(kind: 'real' | 'demo' = 'real'): MountedPage {
  // A window that asks for a place cannot be answered by a test: the file is offered instead.
  vi.stubGlobal('showSaveFilePicker', undefined);
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL = () => 'blob:none';
      static override revokeObjectURL = () => {};
    },
  );
  HTMLAnchorElement.prototype.click = () => {};
  const page = mountPage(() => <DataPage />, 'fine', { kind });
  mounted.push(page);
  return page;
}

const field = <Kind extends HTMLElement>(page: MountedPage, label: string): Kind => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  return page.find<Kind>(`#${CSS.escape(found?.htmlFor ?? '')}`);
};

const says = (page: MountedPage, words: string | RegExp) =>
  vi.waitFor(() => expect(page.words()).toMatch(words), { timeout: 5_000 });

describe('backing up', () => {
  test('asks for the passphrase twice, and says what became of it', async () => {
    const page = open();
    await says(page, 'There is no backup yet.');
    await userEvent.fill(field(page, 'Passphrase'), 'four good words here');
    await userEvent.fill(field(page, 'Passphrase once more'), 'four god words here');
    expect(page.words()).toContain('The two are not the same.');
    page.control('Back up now').click();
    expect(page.collector.backups.calls).toEqual([]);
    await userEvent.fill(field(page, 'Passphrase once more'), 'four good words here');
    const named = vi.spyOn(HTMLAnchorElement.prototype, 'click');
    await userEvent.click(page.control('Back up now'));
    await says(page, 'The backup is written: 4.20 MB.');
    expect(page.collector.backups.calls).toEqual(['makeBackup sealed']);
    await says(page, /Last backup: .*, encrypted\./);
    expect(named.mock.contexts.map((link) => link instanceof HTMLAnchorElement && link.download)).toEqual([
      expect.stringMatching(/^davylamp-.*-encrypted\.davylamp$/),
    ]);
  });

  test('shows how far it is, holds the other work back, and can be stopped', async () => {
    const page = open();
    page.collector.backups.waitsForStop = true;
    await userEvent.click(page.control('Back up now'));
    await says(page, 'Writing the backup …');
    expect(page.find<HTMLProgressElement>('progress').value).toBe(0.4);
    expect(page.words()).toContain('40 %');
    expect(page.control('Save the table').getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(page.control('Stop'));
    await says(page, 'Stopped. Nothing was written.');
  });
});

describe('work under way', () => {
  const isHeldBack = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

  test('that is told to stop says so at once, and then that it has', async () => {
    const page = open();
    page.collector.backups.waitsForStop = true;
    const stopped = Promise.withResolvers<void>();
    const stop = page.collector.backups.stopDataWork.bind(page.collector.backups);
    vi.spyOn(page.collector, 'stopDataWork').mockImplementation(async () => {
      await stopped.promise;
      await stop();
    });
    await userEvent.click(page.control('Save the table'));
    await says(page, 'Writing the table …');
    await userEvent.click(page.control('Stop'));
    expect(page.words()).toContain('Stopping …');
    expect(page.control('Stop').getAttribute('aria-busy')).toBe('true');
    stopped.resolve();
    await says(page, 'Stopped. Nothing was written.');
    expect(page.words()).not.toContain('Stopping …');
  });

  test('makes the browser ask before the page is loaded anew', async () => {
    const page = open();
    expect(isHeldBack()).toBe(false);
    page.collector.backups.waitsForStop = true;
    await userEvent.click(page.control('Back up now'));
    await says(page, 'Writing the backup …');
    expect(isHeldBack()).toBe(true);
    await userEvent.click(page.control('Stop'));
    await says(page, 'Stopped.');
    expect(isHeldBack()).toBe(false);
  });
});

describe('restoring', () => {
  afterEach(() => sessionStorage.clear());

  const backup = new File(['x'], 'davylamp.davylamp');
  const report: RestoreReport = {
    madeAtMs: Date.UTC(2026, 10, 1),
    encrypted: false,
    added: 40,
    merged: 2,
    there: 7,
    rows: { miners: 2, alerts: 1, dirty: 0 },
    whole: false,
    missing: {
      stretches: [{ entity: 'a1', tier: 'minute', fromMs: Date.UTC(2026, 9, 3), toMs: Date.UTC(2026, 9, 5) }],
      tables: [],
      latest: true,
    },
    stopped: false,
  };

  test('of a damaged file says which days of which miner are missing', async () => {
    const page = open();
    page.collector.backups.restoring = { report };
    await userEvent.upload(field(page, 'Backup file'), backup);
    await userEvent.click(page.control('Restore'));
    await says(page, 'is damaged or cut off. What is whole in it is restored.');
    expect(page.words()).toContain('minutes, Oct 3, 2026 to Oct 4, 2026');
    expect(page.words()).toContain('the last minutes before the backup');
    expect(page.words()).toContain('Pieces of history added: 42. Already here: 7.');
    expect(page.words()).toContain('Also added: 2 miners, 1 alert.');
  });

  test('that was broken off by leaving is told to whoever comes back, until one comes to its end', async () => {
    const before = open();
    before.collector.backups.waitsForStop = true;
    await userEvent.upload(field(before, 'Backup file'), backup);
    await userEvent.click(before.control('Restore'));
    await says(before, 'Restoring …');
    before.remove();
    mounted.pop();
    const page = open();
    page.collector.backups.restoring = { report };
    await says(page, 'Restoring “davylamp.davylamp” was broken off before its end.');
    await userEvent.upload(field(page, 'Backup file'), backup);
    await userEvent.click(page.control('Restore'));
    await says(page, 'What is whole in it is restored.');
    expect(page.words()).not.toContain('broken off');
    page.remove();
    mounted.pop();
    const after = open();
    await says(after, 'Backup file');
    expect(after.words()).not.toContain('broken off');
  });

  test.each([
    ['demo', 'This backup is of your own miners, and this is the demo.'],
    ['real', 'This backup is of the demo, and these are your own miners.'],
  ] as const)('in the fleet %s of a file of the other one says which is which', async (kind, words) => {
    const page = open(kind);
    page.collector.backups.restoring = { refused: 'other-fleet', detail: '' };
    await userEvent.upload(field(page, 'Backup file'), backup);
    await userEvent.click(page.control('Restore'));
    await says(page, words);
  });

  test('speaks of passwords only where there are any: not in the demo', async () => {
    for (const [kind, isSaid] of [
      ['demo', false],
      ['real', true],
    ] as const) {
      const page = open(kind);
      page.collector.backups.restoring = { report };
      await userEvent.upload(field(page, 'Backup file'), backup);
      await userEvent.click(page.control('Restore'));
      await says(page, 'Already here: 7.');
      expect(page.words().includes('Passwords and keys are only in encrypted backups')).toBe(isSaid);
      page.remove();
      mounted.pop();
    }
  });

  test('of an encrypted file asks for its passphrase', async () => {
    const page = open();
    page.collector.backups.restoring = { refused: 'needs-passphrase', detail: '' };
    await userEvent.upload(field(page, 'Backup file'), backup);
    await userEvent.click(page.control('Restore'));
    await says(page, 'This backup is encrypted: type its passphrase.');
    const fields = document.querySelectorAll<HTMLInputElement>('input[autocomplete="current-password"]');
    expect(fields).toHaveLength(1);
    page.collector.backups.restoring = { refused: 'wrong-passphrase', detail: '' };
    await userEvent.click(page.control('Restore'));
    await says(page, 'That is not the passphrase of this backup.');
  });
});

describe('exporting', () => {
  test('a table is saved of the miners that are ticked', async () => {
    const page = open();
    await says(page, 'Miners');
    const boxes = document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
    boxes[0]?.click();
    await userEvent.click(page.control('Save the table'));
    await says(page, 'The table is written: 10 080 rows, 1.30 MB.');
    expect(page.collector.backups.calls).toEqual([`exportTable csv minute ${boxes.length - 1} 168 h`]);
  });

  test('a table says how many repairs lie over it, unless it is asked for as recorded', async () => {
    const page = open();
    page.collector.backups.repairs = 2;
    await says(page, 'Your repairs lie over the values');
    await userEvent.click(page.control('Save the table'));
    await says(page, '2 of your repairs lie over its values.');
    document.querySelector<HTMLInputElement>('input[value="recorded"]')?.click();
    await says(page, 'Your repairs are left out.');
    await userEvent.click(page.control('Save the table'));
    await vi.waitFor(() => expect(page.collector.backups.calls).toHaveLength(2));
    await says(page, 'The table is written');
    expect(page.words()).not.toMatch('of your repairs lie');
  });

  test('days of one’s own are whole days, and those that cannot be are said where they stand', async () => {
    const page = open();
    await says(page, 'Miners');
    await userEvent.selectOptions(field(page, 'Range'), 'own');
    const [first, last] = [field<HTMLInputElement>(page, 'First day'), field(page, 'Last day')];
    expect(first.value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await userEvent.fill(first, '2026-01-02');
    await userEvent.fill(last, '2026-01-01');
    await says(page, 'This day lies before the first one.');
    expect(last.getAttribute('aria-invalid')).toBe('true');
    page.control('Save the table').click();
    expect(page.collector.backups.calls).toEqual([]);
    await userEvent.fill(last, '');
    await says(page, 'Choose a last day.');
    await userEvent.fill(last, '2026-01-03');
    await userEvent.click(page.control('Save the table'));
    await says(page, 'The table is written');
    expect(page.collector.backups.calls).toEqual([
      expect.stringMatching(/^exportTable csv minute \d+ 48 h$/),
    ]);
  });

  test('a range of which nothing is stored says so, and offers no file', async () => {
    const page = open();
    page.collector.backups.storesNothing = true;
    await says(page, 'Miners');
    await userEvent.click(page.control('Save the table'));
    await says(page, 'Nothing is stored of these miners in that range: no file was written.');
    await userEvent.selectOptions(field(page, 'One row for'), 'raw');
    await userEvent.click(page.control('Save the table'));
    await says(page, 'Further back than two days, choose minutes.');
  });
});

describe('importing', () => {
  const log = new File(
    [
      'local_time,unit,hashrate_ghs,power_w\n2025-07-01T18:54:00,A,1356.79,24.44\n2025-07-01T18:55:00,A,oops,20\n',
    ],
    'log.csv',
  );

  test('shows what the file seems to be, and takes it over as its owner decides', async () => {
    const page = open();
    await vi.waitFor(() => field(page, 'File of another program'));
    await userEvent.upload(field(page, 'File of another program'), log);
    await says(page, 'A table (CSV): 2 quantities.');
    expect(field<HTMLSelectElement>(page, 'hashrate_ghs').value).toBe('hashrateHs');
    expect(field<HTMLSelectElement>(page, 'Unit of Hashrate').value).toBe('GH/s');
    await says(page, 'Nothing can be imported yet: choose which of your miners this is.');
    expect(page.control('Import').getAttribute('aria-disabled')).toBe('true');
    const miner = field<HTMLSelectElement>(page, 'A');
    await userEvent.click(page.control('Choose it now'));
    expect(document.activeElement).toBe(miner);
    await userEvent.selectOptions(miner, miner.options[1]?.value ?? '');
    await says(page, 'Figures that can be used: 3. Lines: 2');
    // Miners go on being asked meanwhile: what was chosen stands there still.
    const chosen = miner.value;
    page.collector.change();
    expect([miner.value, field<HTMLSelectElement>(page, 'Unit of Hashrate').value]).toEqual([chosen, 'GH/s']);
    expect(chosen).not.toBe('');
    expect(page.words()).toContain('no number line 3, hashrate_ghs: oops');
    await userEvent.selectOptions(field(page, 'power_w'), '');
    await says(page, 'Figures that can be used: 1. Lines: 2');
    await userEvent.click(page.control('Import'));
    await says(page, 'Figures imported: 11. Left as they are, because their minutes are known: 2.');
    expect(page.collector.backups.calls).toEqual(['importFile log.csv hashrate_ghs']);
  });

  test('its owner says which columns are times and miners, and how the times are written', async () => {
    const page = open();
    const table = new File(
      [
        'n,day,hour,rack,power\n1,05/04/2025,18:54,r1,24.4\n2,05/04/2025,18:55,r1,\n3,05/04/2025,18:56,r2,24.5\n4,x,18:57,r1,24.5\n',
      ],
      'rack.csv',
    );
    await vi.waitFor(() => field(page, 'File of another program'));
    await userEvent.upload(field(page, 'File of another program'), table);
    await says(page, 'In the file: 05/04/2025 18:54 · 05/04/2025 18:55');
    const of = (label: string) => field<HTMLSelectElement>(page, label);
    expect(
      ['Column of times', 'Column of times of day', 'Its times are'].map((label) => of(label).value),
    ).toEqual(['day', 'hour', 'date']);
    expect(of('Dates are written').selectedOptions[0]?.textContent).toBe('month, day, year (as it seems)');
    await userEvent.selectOptions(of('power'), 'wallPowerW');
    await userEvent.selectOptions(of('Column of miners'), 'rack');
    await vi.waitFor(() => of('r1'));
    await userEvent.selectOptions(of('r1'), of('r1').options[1]?.value ?? '');
    await userEvent.selectOptions(of('Dates are written'), 'dmy');
    await says(page, 'Figures that can be used: 1. Lines: 4, from Apr 5, 2025');
    await says(page, 'Passed over: 1 of miners that are left out, 1 without anything in the chosen columns.');
    await says(page, /left out \(whole lines: 1\): 1 ?: no time line 5: x 18:57/);
    // What was decided of a column before stands.
    expect([of('power').value, of('Its times are').value]).toEqual(['wallPowerW', 'date']);
    const offered = vi.spyOn(URL, 'createObjectURL');
    await userEvent.click(page.control('Save the list of what is left out'));
    const list = offered.mock.calls[0]?.[0];
    expect(list instanceof Blob ? await list.text() : '').toBe(
      'line,reason,column,found\r\n5,no time,,x 18:57\r\n',
    );
    await userEvent.selectOptions(of('Column of miners'), '');
    await says(page, 'All lines belong to');
  });

  test('a table without a column that seems to hold times asks for it', async () => {
    const page = open();
    await vi.waitFor(() => field(page, 'File of another program'));
    const table = new File(['t0,power,temp\n1763000000,12,50\n'], 'x.csv');
    await userEvent.upload(field(page, 'File of another program'), table);
    await says(page, 'None of the columns seems to hold times.');
    await says(page, 'Nothing can be imported yet: choose the column that holds the times.');
    expect(page.control('Import').getAttribute('aria-disabled')).toBe('true');
    await userEvent.selectOptions(field(page, 'Column of times'), 't0');
    await vi.waitFor(() => expect(field<HTMLSelectElement>(page, 'Its times are').value).toBe('epoch-s'));
    const miner = field<HTMLSelectElement>(page, 'All lines belong to');
    await userEvent.selectOptions(miner, miner.options[1]?.value ?? '');
    await says(page, 'Figures that can be used: 2. Lines: 1');
  });

  test('of a house takes its miners for miners, and shows all of what they tell', async () => {
    const page = open();
    await vi.waitFor(() => field(page, 'File of another program'));
    const minute = (at: number) => `2025-07-01T18:5${at}:00.000Z`;
    const told = (entity: string, state: string) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `sensor.${entity},${state},${minute(at)}`);
    const lines = [
      'entity_id,state,last_changed',
      ...told('attic_hashrate', '1200'),
      ...told('attic_power', '17.5'),
      ...told('living_room_temperature', '21'),
      ...told('hall_lamp', 'on'),
    ];
    const history = new File([lines.join('\n')], 'history.csv');
    await userEvent.upload(field(page, 'File of another program'), history);
    await says(page, 'Which miner is which');
    const asked = [...document.querySelectorAll('label')].map((label) => label.textContent?.trim());
    expect([asked.includes('attic'), asked.includes('hall_lamp')]).toEqual([true, false]);
    await says(page, 'It tells how warm a room is, and nothing else');
    await userEvent.selectOptions(field(page, 'sensor.living_room_temperature'), '');
    await vi.waitFor(() => expect(page.words()).not.toContain('how warm a room is'));
    const miner = field<HTMLSelectElement>(page, 'attic');
    await userEvent.selectOptions(miner, miner.options[1]?.value ?? '');
    await says(page, 'Figures that can be used: 16 of 32, from Jul 1, 2025');
    await says(page, /1\.20.TH\/s 17\.5 .*1\.20.TH\/s 17\.5/);
  });

  test('of a file that is none says why', async () => {
    const page = open();
    await vi.waitFor(() => field(page, 'File of another program'));
    await userEvent.upload(field(page, 'File of another program'), new File(['power\n1\n'], 'x.csv'));
    await says(page, 'none of the columns holds times: power');
  });
});

test('in the demo says that what is made here is the demo’s', async () => {
  const page = open('demo');
  await says(page, 'This is the demo');
});
