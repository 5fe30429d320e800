// The plan of a job in words, and the question that lets it go on.
import type { JobPlan } from '../contract/job.ts';
import { timeInWords } from './quantities.ts';
import type { Terminal } from './terminal.ts';

export function printPlan(terminal: Terminal, plan: JobPlan): void {
  terminal.line(`${plan.drive} (${plan.driveModel}): ${plan.mediumLabel}`, 'bold');
  plan.steps.forEach((step, index) => terminal.line(`  ${index + 1}. ${step}`));
  if (plan.loses !== undefined) terminal.line(`  What is lost: ${plan.loses}`, 'yellow');
  for (const warning of plan.warnings) terminal.line(`  Warning: ${warning}`, 'yellow');
  if (plan.usualMs !== undefined) terminal.line(`  Usually takes ${timeInWords(plan.usualMs)}.`);
}

/** Case and blanks around the name do not matter. */
export function isConfirmedBy(plan: JobPlan, answer: string): boolean {
  const typed = answer.trim().toLowerCase();
  return typed !== '' && plan.confirmWith.some((name) => name.trim().toLowerCase() === typed);
}

export function confirmationQuestion(plan: JobPlan): string {
  return `Type ${plan.confirmWith.join(' or ')} to go on, anything else to leave the disc alone: `;
}
