import { expect } from '@playwright/test';
import { addMiner, pairPhone, test } from './phone.ts';

test('on a phone that came by the QR link an owner sees the fleet, pauses one miner and takes it back', async ({
  house,
}) => {
  test.setTimeout(360_000);
  const { owner, phone, sim } = house;
  const [gamma, supra] = sim.miners;
  if (!gamma || !supra) throw new Error('the simulator has too few miners');
  await addMiner(owner, `127.0.0.1:${gamma.address.port}`, 'Cellar Gamma');
  await addMiner(owner, `127.0.0.1:${supra.address.port}`, 'Attic Supra');

  await pairPhone(house);
  for (const name of ['Cellar Gamma', 'Attic Supra'])
    await expect(phone.getByRole('article').filter({ hasText: name })).toContainText('Hashing', {
      timeout: 60_000,
    });
  await phone.getByRole('main').getByRole('link', { name: 'Cellar Gamma', exact: true }).tap();

  await expect(phone.getByText('Davylamp only watches this miner')).toBeVisible();
  await phone.getByRole('button', { name: 'Allow control' }).tap();
  await phone.getByRole('dialog').getByRole('button', { name: 'Allow control' }).tap();
  await phone.getByRole('button', { name: 'Pause', exact: true }).tap();
  await expect(phone.getByText('Pause: Done, and read back.')).toBeVisible({ timeout: 60_000 });
  expect(gamma.twin.settings.paused).toBe(true);
  expect(supra.twin.settings.paused).toBe(false);

  await phone.getByRole('status').getByRole('button', { name: 'Undo' }).tap();
  await expect(phone.getByText('Undone: Hashing paused → on: Done, and read back.')).toBeVisible({
    timeout: 60_000,
  });
  expect(gamma.twin.settings.paused).toBe(false);
  const tooWide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
});
