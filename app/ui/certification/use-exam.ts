// The state of an exam in the browser: what is chosen, what is saved, which question is shown.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ExamView, Response } from '~/modules/certification/certification';
import { type Answer, isAnswered, savedAnswers } from './answers';
import { createSaveQueue, type QueueState, type SaveQueue, sendSave } from './save-queue';

/** Milliseconds without a key pressed after which a typed answer is saved. */
const TYPING_PAUSE_MS = 1_200;
/** Seconds that answers on their way are given when the time is over; the server takes them that long. */
const LAST_SAVES_SECONDS = 4;

export type ExamState = {
  answers: Readonly<Record<string, Answer>>;
  /** Why an answer was not taken, by item id. */
  refused: Readonly<Record<string, string>>;
  saveState: QueueState;
  /** An answer of another screen was adopted for this item. */
  adopted: string | null;
  pending: number;
  isAnsweredAt: (index: number) => boolean;
  answer: (itemId: string, response: Response | null, typing?: boolean) => void;
  flag: (itemId: string, flagged: boolean) => void;
  /** Sends a typed answer that still waits for a pause. */
  flush: () => void;
  /** Sends what is left; false when some of it did not get through in time. */
  settle: () => Promise<boolean>;
};

/** `onTime` hears the server's clock; `onOver` that nothing can be saved any more. */
export function useExam(
  exam: ExamView,
  address: string,
  onTime: (serverNow: string) => void,
  onOver: () => void,
): ExamState {
  const [answers, setAnswers] = useState(() => savedAnswers(exam.items));
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const [saveState, setSaveState] = useState<QueueState>('idle');
  const [adopted, setAdopted] = useState<string | null>(null);
  const [pending, setPending] = useState(0);
  const queue = useRef<SaveQueue | null>(null);
  const typed = useRef<{ itemId: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(answers);
  latest.current = answers;
  const last = useRef<string>('');
  const heard = useRef({ onTime, onOver });
  heard.current = { onTime, onOver };

  const put = useCallback((itemId: string, answer: Answer) => {
    queue.current?.put(itemId, answer.response, answer.flagged);
    setPending(queue.current?.pending() ?? 0);
  }, []);

  const flush = useCallback(() => {
    const waiting = typed.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    typed.current = null;
    put(waiting.itemId, latest.current[waiting.itemId]!);
  }, [put]);

  // Before the queue stops: its cleanup runs after this one.
  useEffect(() => {
    const hide = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      flush();
    };
  }, [flush]);

  useEffect(() => {
    const created = createSaveQueue({
      key: `exam:${exam.attemptId}`,
      sequence: exam.sequence,
      storage: storageOrNull(),
      send: (save) => {
        last.current = save.itemId;
        return sendSave(address, save);
      },
      events: {
        onState(state, reason) {
          setSaveState(state);
          setPending(queue.current?.pending() ?? 0);
          if (state === 'refused') setRefused((before) => ({ ...before, [last.current]: reason ?? 'invalid' }));
        },
        onAnswer(itemId, answer, adopt) {
          setPending(queue.current?.pending() ?? 0);
          if (!adopt) return;
          setAnswers((before) => ({ ...before, [itemId]: { response: answer.response, flagged: answer.flagged } }));
          setAdopted(itemId);
        },
        onTime: (serverNow) => heard.current.onTime(serverNow),
        onOver: () => heard.current.onOver(),
      },
    });
    queue.current = created;
    const kick = () => created.kick();
    window.addEventListener('online', kick);
    window.addEventListener('focus', kick);
    return () => {
      window.removeEventListener('online', kick);
      window.removeEventListener('focus', kick);
      created.stop();
    };
  }, [exam.attemptId, exam.sequence, address]);

  // Answers left from before a reload are shown as they wait, not as the server has them.
  useEffect(() => {
    const kept = keptAnswers(`exam:${exam.attemptId}`);
    if (kept.length > 0)
      setAnswers((before) => ({
        ...before,
        ...Object.fromEntries(kept.map(({ itemId, response, flagged }) => [itemId, { response, flagged }])),
      }));
  }, [exam.attemptId]);

  const change = useCallback(
    (itemId: string, part: Partial<Answer>, typing: boolean) => {
      const answer = { ...latest.current[itemId]!, ...part };
      latest.current = { ...latest.current, [itemId]: answer };
      setAnswers(latest.current);
      setAdopted(null);
      setRefused(({ [itemId]: _, ...others }) => others);
      if (typed.current && (typed.current.itemId !== itemId || !typing)) flush();
      if (!typing) return put(itemId, answer);
      if (typed.current) clearTimeout(typed.current.timer);
      typed.current = { itemId, timer: setTimeout(flush, TYPING_PAUSE_MS) };
    },
    [flush, put],
  );

  const settle = useCallback(() => {
    flush();
    return queue.current?.settle(LAST_SAVES_SECONDS) ?? Promise.resolve(true);
  }, [flush]);

  return useMemo(
    () => ({
      answers,
      refused,
      saveState,
      adopted,
      pending,
      isAnsweredAt: (index) => {
        const { prompt } = exam.items[index]!;
        return isAnswered(prompt, answers[prompt.id]!.response) && !refused[prompt.id];
      },
      answer: (itemId, response, typing = false) => change(itemId, { response }, typing),
      flag: (itemId, flagged) => change(itemId, { flagged }, false),
      flush,
      settle,
    }),
    [answers, refused, saveState, adopted, pending, exam.items, change, flush, settle],
  );
}

function storageOrNull(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function keptAnswers(key: string): Array<{ itemId: string } & Answer> {
  try {
    const kept: unknown = JSON.parse(storageOrNull()?.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as Array<{ itemId: string } & Answer>) : [];
  } catch {
    return [];
  }
}
