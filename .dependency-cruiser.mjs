// The import direction of the project, checked by a machine. A room may import only from those below it in this list.
const rooms = [
  'base',
  'contract',
  'sector',
  'scsi',
  'mmc',
  'recorder',
  'image',
  'filesystem',
  'pipeline',
  'jobs',
  'doctor',
  'engine',
  'serve',
  'cli',
];

/** What each room may import inside app/, where that is less than "everything below". */
const allowed = {
  base: [],
  contract: ['base'],
  sector: ['base'],
  scsi: ['base', 'contract'],
  mmc: ['base', 'contract', 'sector', 'scsi'],
  recorder: ['base', 'contract', 'sector', 'scsi'],
  image: ['base', 'contract', 'sector'],
  filesystem: ['base', 'contract'],
  pipeline: ['base', 'contract'],
  jobs: ['base', 'contract', 'sector', 'scsi', 'mmc', 'image', 'filesystem', 'pipeline'],
  doctor: ['base', 'contract'],
  engine: rooms.filter((room) => !['engine', 'serve', 'cli'].includes(room)),
  serve: ['base', 'contract', 'engine'],
  cli: ['base', 'contract', 'filesystem', 'engine', 'serve'],
};

/** Rooms that are pure: no files, threads, sockets or process. */
const pure = ['base', 'contract', 'sector', 'mmc'];

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rooms.map((room) => ({
      name: `direction-${room}`,
      severity: 'error',
      from: { path: `^app/${room}/` },
      to: { path: '^app/', pathNot: `^app/(${[room, ...allowed[room]].join('|')})/` },
    })),
    ...pure.map((room) => ({
      name: `pure-${room}`,
      severity: 'error',
      from: { path: `^app/${room}/` },
      to: { dependencyTypes: ['core'] },
    })),
    {
      name: 'native-only-behind-its-ports',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/(scsi/passthrough|pipeline/tree-hash|recorder/kernel)' },
      to: { path: '^native/' },
    },
    {
      name: 'electron-only-in-main',
      severity: 'error',
      from: { pathNot: '^(main|tests/main)/' },
      to: { path: '(^|/)electron($|/)', pathNot: '^(main|tests)/' },
    },
    {
      name: 'electron-itself-only-at-the-door',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/(index|preload/preload)\\.ts$' },
      to: { path: '(^|/)electron($|/)', pathNot: '^(main|tests)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-preload-has-no-node-and-no-schemas',
      severity: 'error',
      from: { path: '^main/preload/', pathNot: 'config' },
      to: { pathNot: '^(app/contract/|main/channels)|(^|/)electron($|/)' },
    },
    {
      name: 'main-is-a-thin-host',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^(app|renderer)/', pathNot: '^app/(base|contract|engine)/' },
    },
    {
      name: 'the-page-speaks-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(app|main|native)/', pathNot: '^app/(base|contract)/' },
    },
    {
      name: 'the-page-has-no-node-and-no-schemas',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/vite' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(app|main|native|renderer)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^out/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
