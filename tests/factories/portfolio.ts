// People who write and mark portfolios: a person with the certification that comes first, a complete draft, marks at one level.
import {
  claimNextWork,
  getMarking,
  getPortfolio,
  issueCertificate,
  saveExamAnswer,
  savePortfolioDraft,
  startExam,
  submitExam,
  submitPortfolio,
  submitWorkMarks,
  getExam,
} from '~/modules/certification/certification.server';
import { getItemKeys } from '~/modules/catalog/catalog.server';
import type { Actor } from '~/platform/actor';
import { passExam, person, rightAnswer } from './exam';

export const WORK_PROGRAM = 'ai-campaign-manager';
const MINUTE = 60_000;

/** A person who holds what the program asks for first. */
export async function candidate(): Promise<Actor> {
  const actor = await person();
  await issueCertificate(await passExam(actor));
  return actor;
}

/** A complete portfolio, saved. */
export async function writePortfolio(actor: Actor, words = 150): Promise<void> {
  const { task, revision } = await getPortfolio(actor, WORK_PROGRAM, 'es');
  const sections = Object.fromEntries(
    task.sections.map(({ id }) => [id, Array.from({ length: words }, (_, index) => `palabra${index}`).join(' ')]),
  );
  await savePortfolioDraft(actor, { programId: WORK_PROGRAM, content: { sections, links: [] }, revision });
}

export async function handInPortfolio(actor: Actor): Promise<string> {
  await writePortfolio(actor);
  return (await submitPortfolio(actor, { programId: WORK_PROGRAM, locale: 'es' })).submissionId;
}

/** Takes the marker's next work and marks every criterion with this level. Returns the evaluation, or null when nothing waits. */
export async function markNext(marker: Actor, level: number): Promise<string | null> {
  const evaluationId = await claimNextWork(marker, { programId: WORK_PROGRAM });
  if (!evaluationId) return null;
  const { task, revision } = await getMarking(marker, { evaluationId, locale: 'es' });
  await submitWorkMarks(marker, {
    evaluationId,
    levels: Object.fromEntries(task.rubric.map(({ id }) => [id, level])),
    comments: { [task.rubric[0]!.id]: 'Un comentario concreto.' },
    feedback: 'Una valoración de conjunto con lo que falta.',
    revision,
  });
  return evaluationId;
}

/** Sits the program's exam with every answer right, at a reader's pace or at `secondsPerAnswer`. */
export async function passWorkExam(actor: Actor, secondsPerAnswer = 40): Promise<string> {
  const begin = Date.now() - 20 * MINUTE;
  const at = (ms: number) => ({ clock: () => new Date(begin + ms) });
  const { attemptId } = await startExam(actor, { programId: WORK_PROGRAM, locale: 'es' }, at(0));
  const exam = await getExam(actor, { programId: WORK_PROGRAM, attemptId }, at(0));
  const ids = exam!.items.map((item) => item.prompt.id);
  const keys = await getItemKeys(ids);
  for (const [index, itemId] of ids.entries()) {
    await saveExamAnswer(
      actor,
      { attemptId, itemId, response: rightAnswer(keys.get(itemId)!), flagged: false, sequence: index + 1 },
      at((index + 1) * secondsPerAnswer * 1000),
    );
  }
  await submitExam(actor, { programId: WORK_PROGRAM, attemptId }, at(15 * MINUTE));
  return attemptId;
}
