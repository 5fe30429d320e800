// Tests that need the lab's machine; `npm run test:lab` builds it and runs them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['out/tests/lab/**/*.lab.js'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // Each file boots a machine of its own.
    maxWorkers: 1,
  },
});
