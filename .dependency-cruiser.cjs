/** The table of the house (README, Architecture) as rules: a folder imports from itself and from what its row names. */
const mayImport = {
  domain: [],
  numerics: [],
  devices: ['domain'],
  sources: ['domain'],
  store: ['domain'],
  features: ['domain', 'numerics'],
  twin: ['domain', 'numerics'],
  insight: ['domain', 'numerics', 'features', 'twin'],
  advice: ['domain', 'insight'],
  actions: ['domain', 'devices'],
  collect: ['domain', 'devices', 'sources', 'store'],
  snapshot: ['domain'],
  workers: [
    'domain',
    'numerics',
    'devices',
    'sources',
    'store',
    'features',
    'twin',
    'insight',
    'advice',
    'actions',
    'collect',
    'snapshot',
  ],
  ui: ['domain'],
  // Of the workers a page knows only their API types (files named *-api.ts) and the client that opens the worker.
  pages: ['domain', 'ui', 'snapshot', 'workers/[^/]+-(api|client)\\.ts$'],
  app: ['pages', 'ui', 'domain', 'workers/[^/]+-(api|client)\\.ts$'],
};

const house = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `src-${folder}-imports-only-its-row`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^(src|proxy|sim|tests|scripts)/',
    pathNot: [`^src/${folder}/`, ...allowed.map((name) => `^src/${name}${name.includes('/') ? '' : '/'}`)],
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      comment: 'Virtual modules and the address of a package’s WebAssembly are made by the bundler.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^highs/runtime\\?url$' },
    },
    ...house,
    {
      name: 'src-folder-has-a-row',
      comment: 'A folder that the table does not name could import anything.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` },
      to: {},
    },
    {
      name: 'nothing-imports-a-test',
      severity: 'error',
      from: {},
      to: { path: '\\.(test|spec)\\.tsx?$' },
    },
    {
      name: 'proxy-imports-only-domain-devices-and-actions',
      severity: 'error',
      from: { path: '^proxy/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|sim|tests|scripts)/', pathNot: '^src/(domain|devices|actions)/' },
    },
    {
      name: 'proxy-carries-out-by-the-rules-of-pages',
      comment: 'What goes on while no page is open is taken step by step as a page would.',
      severity: 'error',
      from: { path: '^proxy/(?!away/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/actions/' },
    },
    {
      name: 'public-half-of-the-helper-knows-no-node',
      comment: 'It runs in the Workers runtime, too, which has neither sockets nor files.',
      severity: 'error',
      from: { path: '^proxy/(edge\\.ts$|upstream/)', pathNot: '\\.test\\.ts$' },
      to: {
        reachable: true,
        path: '^(node:)?(dns|fs|http|https|net|os|path|stream|tls|zlib|crypto|timers)(/|$)',
      },
    },
    {
      name: 'helper-runs-without-development-packages',
      comment: 'The image for an always-on box holds no others.',
      severity: 'error',
      from: { path: '^(proxy|src)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sim-imports-only-twin-and-domain',
      severity: 'error',
      from: { path: '^sim/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|proxy|tests|scripts)/', pathNot: '^src/(domain|twin)/' },
    },
    {
      name: 'browser-code-knows-no-node',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-store-knows-indexeddb',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(idb|dexie)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
};
