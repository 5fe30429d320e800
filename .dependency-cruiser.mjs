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
  'engine',
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
  engine: rooms.filter((room) => room !== 'cli' && room !== 'engine'),
  cli: ['base', 'contract', 'engine'],
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
      from: { path: '^app/', pathNot: '^app/(scsi/passthrough|pipeline/tree-hash)' },
      to: { path: '^native/' },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(app|native)/' },
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
