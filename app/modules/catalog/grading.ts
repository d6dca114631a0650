// Grading: what an answer is worth and why. Pure; used on the server only, because it reads keys.
import type { Localized } from '~/i18n/locale';
import type { Feedback, ItemPrompt, Response } from './catalog';

/** By option id. */
type Reasons = { readonly [optionId: string]: Localized };
type KeyOf<Type, Rest> = { type: Type; explanation: Localized | null } & Rest;

/** What must not leave the server before an answer is in. */
export type ItemKey =
  | KeyOf<'single' | 'multiple', { correct: ReadonlyArray<string>; reasons: Reasons }>
  | KeyOf<'order', { order: ReadonlyArray<string>; reasons: Reasons }>
  | KeyOf<'match', { pairs: ReadonlyArray<{ left: string; right: string }>; reasons: Reasons }>
  | KeyOf<'numeric', { answer: number; tolerance: number; reason: Localized; mistakes: ReadonlyArray<{ value: number; tolerance: number; reason: Localized }> }>
  | KeyOf<'short', { accepted: Record<'es' | 'en', ReadonlyArray<string>>; reason: Localized; mistakes: ReadonlyArray<{ text: Record<'es' | 'en', ReadonlyArray<string>>; reason: Localized }> }>;

export declare function parseResponse(value: unknown): Response;
export declare function gradeResponse(key: ItemKey, prompt: ItemPrompt, response: Response): Feedback;
