// Answers from outside, read through a schema: sizes are bounded here, whether they fit their item is for grading.
import { z } from 'zod';
import { AppError } from '~/platform/errors';
import type { Response } from './catalog';

const optionId = z.string().min(1).max(24);
const optionIds = z.array(optionId).max(12);

const ResponseSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), option: optionId }),
  z.strictObject({ type: z.literal('multiple'), options: optionIds }),
  z.strictObject({ type: z.literal('order'), order: optionIds }),
  z.strictObject({
    type: z.literal('match'),
    pairs: z.array(z.strictObject({ left: optionId, right: optionId })).max(12),
  }),
  z.strictObject({ type: z.literal('numeric'), value: z.string().trim().min(1).max(40) }),
  z.strictObject({ type: z.literal('short'), text: z.string().trim().min(1).max(200) }),
]);

/** Reads an answer from outside. Throws `invalid` with the field that is wrong. */
export function parseResponse(value: unknown): Response {
  const result = ResponseSchema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' }));
  throw new AppError('invalid', { reason: 'response-unreadable', issues });
}
