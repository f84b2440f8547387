import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles the inner loops of learning and writes them, as text, where they are imported. `--check` only compares. The relaxed
 * ones multiply and add at once, which not every browser knows.
 */
const modules = [
  {
    sources: ['gemm.ts', 'lstm-cells.ts'],
    target: 'src/numerics/nets/kernels-wasm.ts',
    binaries: { KERNELS_WASM: [], RELAXED_KERNELS_WASM: ['--enable', 'relaxed-simd'] },
  },
  {
    sources: ['histogram.ts'],
    target: 'src/numerics/trees/boosting/histogram-wasm.ts',
    binaries: { HISTOGRAM_WASM: [] },
  },
];

const FLAGS = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--importMemory',
  '--noExportMemory',
];
const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/bin/asc.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
try {
  for (const { sources, target, binaries } of modules) {
    const constants = Object.entries(binaries).map(
      ([name, flags]) => `export const ${name} =\n  '${compiled(sources, flags)}';\n`,
    );
    const of = sources.map((source) => `\`wasm/${source}\``).join(' and ');
    const text = `/** ${of}, compiled by \`npm run wasm\`: WebAssembly as base64. */\n${constants.join('')}`;
    const path = fileURLToPath(new URL(`../${target}`, import.meta.url));
    if (!process.argv.includes('--check')) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${target} is not what ${of} compiles to: npm run wasm`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function compiled(sources, flags) {
  const files = sources.map((source) => fileURLToPath(new URL(source, import.meta.url)));
  const binary = join(folder, 'module.wasm');
  execFileSync(process.execPath, [compiler, ...files, ...FLAGS, ...flags, '-o', binary], {
    stdio: 'inherit',
  });
  return readFileSync(binary).toString('base64');
}
