// Where Burnish keeps settings, virtual drives, journals and receipts.
import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** BURNISH_HOME, or the platform's folder for application data. */
export function burnishHome(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['BURNISH_HOME'];
  if (named !== undefined && named !== '') return resolve(named);
  return envPaths('burnish', { suffix: '' }).data;
}
