// The history as far as it was fetched: pages of jobs that have ended, latest first, of all or of those with a text in
// them. Answers that come late, for a text that is not looked for any more, are thrown away.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type BurnishError, toBurnishError } from '../../app/base/errors.ts';
import type { JobRecord } from '../../app/contract/engine-state.ts';

export interface HistoryState {
  readonly jobs: readonly JobRecord[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly text: string;
  readonly error?: BurnishError;
}

export interface HistoryPage {
  readonly jobs: readonly JobRecord[];
  readonly hasMore: boolean;
}

export interface HistoryQuestion {
  readonly before?: string;
  readonly limit: number;
  readonly text?: string;
}

/** What the engine gives at once at most. */
const MOST_AT_ONCE = 200;
const PAGE_JOBS = 50;
const NOTHING_YET: HistoryState = { jobs: [], hasMore: true, isLoading: false, text: '' };

export class HistoryList {
  readonly store: StoreApi<HistoryState> = createStore(() => NOTHING_YET);
  private readonly fetchPage: (question: HistoryQuestion) => Promise<HistoryPage>;
  private question = 0;

  constructor(fetchPage: (question: HistoryQuestion) => Promise<HistoryPage>) {
    this.fetchPage = fetchPage;
  }

  /** Begins anew with another text; an empty one stands for all jobs. */
  async search(text: string): Promise<void> {
    this.store.setState({ text });
    await this.ask({ limit: PAGE_JOBS }, (page) => page.jobs);
  }

  /** The next older ones; nothing while others are on their way. */
  async more(): Promise<void> {
    const { jobs, hasMore, isLoading } = this.store.getState();
    const last = jobs.at(-1);
    if (!hasMore || isLoading) return;
    const before = last === undefined ? {} : { before: last.id };
    await this.ask({ limit: PAGE_JOBS, ...before }, (page) => [...jobs, ...page.jobs]);
  }

  /** Looks again at what is shown, because a job has ended or was forgotten; nothing before the first search. */
  async refresh(): Promise<void> {
    if (this.question === 0) return;
    const limit = Math.min(MOST_AT_ONCE, Math.max(PAGE_JOBS, this.store.getState().jobs.length));
    await this.ask({ limit }, (page) => page.jobs);
  }

  private async ask(question: HistoryQuestion, joined: (page: HistoryPage) => readonly JobRecord[]): Promise<void> {
    const number = ++this.question;
    const { text } = this.store.getState();
    this.store.setState(({ jobs, hasMore }) => ({ jobs, hasMore, text, isLoading: true }), true);
    try {
      const page = await this.fetchPage({ ...question, ...(text === '' ? {} : { text }) });
      if (number !== this.question) return;
      this.store.setState({ jobs: joined(page), hasMore: page.hasMore, isLoading: false });
    } catch (thrown) {
      if (number !== this.question) return;
      this.store.setState({ isLoading: false, error: toBurnishError(thrown, 'fetching the history') });
    }
  }
}
