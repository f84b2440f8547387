import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiles the product of matrices and writes it, as text, where the nets import it. `--check` only compares. */
const target = fileURLToPath(new URL('../src/numerics/nets/gemm-wasm.ts', import.meta.url));
const source = fileURLToPath(new URL('./gemm.ts', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/bin/asc.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'gemm-'));
try {
  const binary = join(folder, 'gemm.wasm');
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '--importMemory',
    '--noExportMemory',
  ];
  execFileSync(process.execPath, [compiler, source, ...flags, '-o', binary], { stdio: 'inherit' });
  const base64 = readFileSync(binary).toString('base64');
  const text = `/** \`wasm/gemm.ts\`, compiled by \`npm run wasm\`: WebAssembly as base64. */\nexport const GEMM_WASM =\n  '${base64}';\n`;
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('src/numerics/nets/gemm-wasm.ts is not what wasm/gemm.ts compiles to: npm run wasm');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
