// What stands on the burn page: image, drive, options, plan. It outlives the page, so that a look at the drives loses
// nothing; it is gone with the window, since what counts is what the engine has.
import { createStore } from 'zustand/vanilla';
import { type BurnOptions, FIRST_OPTIONS } from './burn-options.ts';
import type { ImageChoice, KnownImage } from './image-choice.ts';
import type { PlanState } from './readiness.ts';

export interface BurnDraft {
  readonly image: ImageChoice;
  /** The drive that the user chose; absent = not chosen. */
  readonly drive: string | undefined;
  readonly options: BurnOptions;
  readonly plan: PlanState;
  /** Counts how often the plan was asked for again by hand. */
  readonly attempt: number;
  /** The file chooser of the page is open. */
  readonly isChoosing: boolean;
}

const EMPTY: BurnDraft = {
  image: { is: 'none' },
  drive: undefined,
  options: FIRST_OPTIONS,
  plan: { is: 'none' },
  attempt: 0,
  isChoosing: false,
};

export const burnDraft = createStore<BurnDraft>()(() => EMPTY);

export function chooseDrive(drive: string): void {
  burnDraft.setState({ drive });
}

/** Some of the options; what is `undefined` goes back to what it is without a choice. */
export function changeOptions(change: { readonly [Name in keyof BurnOptions]?: BurnOptions[Name] | undefined }): void {
  const chosen = Object.entries({ ...burnDraft.getState().options, ...change });
  const options = { ...FIRST_OPTIONS, ...Object.fromEntries(chosen.filter(([, value]) => value !== undefined)) };
  burnDraft.setState({ options });
}

/** Has the plan asked for again: what kept it from being made may be gone. */
export function planAgain(): void {
  burnDraft.setState(({ attempt }) => ({ attempt: attempt + 1 }));
}

/** A burn has begun: the next one chooses its drive anew, and tries nothing that was meant for this one. */
export function afterStart(): void {
  burnDraft.setState({ drive: undefined, options: FIRST_OPTIONS, plan: { is: 'none' } });
}

/** Changes the image that is known; does nothing when it is another one meanwhile. */
export function changeKnownImage(path: string, change: Partial<KnownImage>): void {
  const { image } = burnDraft.getState();
  if (image.is === 'known' && image.facts.path === path) burnDraft.setState({ image: { ...image, ...change } });
}
