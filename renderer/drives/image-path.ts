// Names of image files, and their paths on whatever system the engine runs.

/** "BD-R 2026-11-21.iso": the disc and the day. */
export function imageName(label: string, at: Date): string {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${label.replace(/[^\p{L}\p{N}+-]+/gu, ' ').trim()} ${day}.iso`;
}

/** Undefined for what is no name of a file: empty, with a separator, or a way out of the folder. */
export function pathIn(folder: string, name: string): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed === '.' || trimmed === '..' || /[/\\\0]/.test(trimmed)) return undefined;
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${trimmed}` : `${folder}${separator}${trimmed}`;
}
