// Addresses of pages.
import { describe, expect, it } from 'vitest';
import { hashOf, routeOf } from '../../../renderer/shell/routes.ts';

describe('an address', () => {
  it.each([
    ['#/drives', { page: 'drives' }],
    ['#/browse', { page: 'browse' }],
    ['#/jobs', { page: 'jobs' }],
    ['#/job/0mwqlov36-1ce520af', { page: 'job', id: '0mwqlov36-1ce520af' }],
    ['#/doctor', { page: 'doctor' }],
    ['#/settings', { page: 'settings' }],
    ['', { page: 'burn' }],
    ['#/nowhere', { page: 'burn' }],
    ['#/job/', { page: 'jobs' }],
    ['#/job/..%2f<script>', { page: 'jobs' }],
    [`#/job/${'a'.repeat(65)}`, { page: 'jobs' }],
  ])('%s leads to its page', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });

  it('of a job names it', () => {
    expect(hashOf({ page: 'job', id: 'abc-1' })).toBe('#/job/abc-1');
  });
});
