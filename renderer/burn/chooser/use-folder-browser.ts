// Going through folders: where one is, what is in it, what is chosen, and the ways on.
import { useEffect, useMemo, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../../app/base/errors.ts';
import type { Folder, FolderEntry } from '../../../app/contract/image-facts.ts';
import { engine } from '../../engine/engine.ts';
import type { Place } from './crumbs.ts';

export interface FolderBrowser {
  readonly places: readonly Place[];
  /** Absent while it is read. */
  readonly folder: Folder | undefined;
  /** Those that are shown. */
  readonly entries: readonly FolderEntry[];
  readonly selected: FolderEntry | undefined;
  readonly error: ErrorReport | undefined;
  readonly showsAll: boolean;
  readonly showAll: (showsAll: boolean) => void;
  readonly select: (entry: FolderEntry) => void;
  /** Opens a folder, takes a file. */
  readonly activate: (entry: FolderEntry) => void;
  readonly go: (path: string) => void;
  readonly up: () => void;
}

/** Where the chooser was last, so that it opens there again. */
let lastPath: string | undefined;

export function useFolderBrowser(onChoose: (path: string) => void): FolderBrowser {
  const { places, error: placesError } = usePlaces();
  const [path, setPath] = useState(lastPath);
  const { folder, error } = useFolder(path ?? places[0]?.path);
  const [showsAll, showAll] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const entries = useMemo(() => shownEntries(folder, showsAll), [folder, showsAll]);
  const selected = entries.find((entry) => entry.path === chosen) ?? entries[0];
  const go = (next: string): void => {
    lastPath = next;
    setPath(next);
  };
  return {
    places,
    folder,
    entries,
    selected,
    error: error ?? placesError,
    showsAll,
    showAll,
    select: (entry) => setChosen(entry.path),
    activate: (entry) => (entry.kind === 'folder' ? go(entry.path) : onChoose(entry.path)),
    go,
    up: () => {
      if (folder?.parent === undefined) return;
      // Back up, the folder that one came from is the chosen one.
      setChosen(folder.path);
      go(folder.parent);
    },
  };
}

/** Folders and images, and every other file only when they are asked for. */
function shownEntries(folder: Folder | undefined, showsAll: boolean): readonly FolderEntry[] {
  return (folder?.entries ?? []).filter((entry) => showsAll || entry.kind !== 'file');
}

function usePlaces(): { readonly places: readonly Place[]; readonly error: ErrorReport | undefined } {
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const [error, setError] = useState<ErrorReport>();
  useEffect(() => {
    const stop = new AbortController();
    engine.call('places', {}, { signal: stop.signal }).then(setPlaces, (thrown: unknown) => {
      if (!stop.signal.aborted) setError(toBurnishError(thrown, 'looking for folders').report);
    });
    return () => stop.abort();
  }, []);
  return { places, error };
}

interface Listing {
  readonly folder?: Folder;
  readonly error?: ErrorReport;
}

/** The folder that was shown stays until the next one is read. */
function useFolder(path: string | undefined): Pick<FolderBrowser, 'folder' | 'error'> {
  const [listing, setListing] = useState<Listing>();
  useEffect(() => {
    if (path === undefined) return undefined;
    const stop = new AbortController();
    engine.call('folder', { path }, { signal: stop.signal }).then(
      (folder) => setListing({ folder }),
      (thrown: unknown) => {
        if (stop.signal.aborted) return;
        const error = toBurnishError(thrown, 'reading a folder').report;
        // The folder before stays known, so that there is a way back.
        setListing((before) => ({ ...before, error }));
      },
    );
    return () => stop.abort();
  }, [path]);
  return { folder: listing?.folder, error: listing?.error };
}
