import { expect, test } from 'vitest';
import { smardFiles, smardPrices } from './smard.ts';

const ASK = { resolution: 'hour', fileMs: 1_789_941_600_000 } as const;

function replyOf(body: unknown) {
  return { status: 200, text: JSON.stringify(body), receivedAtMs: 0 };
}

test('hours of the week that are not known yet are null and left out', () => {
  const series = [10, null, 12].map((price, hour) => [ASK.fileMs + hour * 3_600_000, price]);
  const [found] = smardPrices.parse(replyOf({ series }), ASK);
  expect(found?.prices.map(({ pricePerKwh }) => pricePerKwh)).toEqual([0.01, 0.012]);
  expect(found?.resolutionMs).toBe(3_600_000);
});

test('files are listed in order and asked for by their beginning', () => {
  expect(smardFiles.parse(replyOf({ timestamps: [3, 1, 'x', 2] }), ASK)).toEqual([1, 2, 3]);
  expect(smardPrices.request(ASK).path).toBe('/app/chart_data/4169/DE-LU/4169_DE-LU_hour_1789941600000.json');
});
