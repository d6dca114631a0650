// Ties the sender of answers to a question on screen: what is owed from before is sent again, what is answered now is sent once.
import { useEffect, useRef, useState } from 'react';
import { paths } from '~/platform/paths';
import type { GivenResponse, PracticeQuestionView } from '~/modules/learning/learning';
import {
  type AnswerBody,
  browserSurroundings,
  createSender,
  forgetAnswer,
  pendingAnswer,
  type Sender,
  type SendState,
} from './send-answer';

export const ANSWERS_URL = '/resources/answers';

type Answering = {
  state: SendState;
  /** An answer from before a reload, to fill the form in again. */
  owed: GivenResponse | null;
  answer: (response: GivenResponse) => void;
  again: () => void;
};

/** For one showing: give the component that uses it a key that changes with the showing. */
export function useAnswer({ courseId, slug, question, attempt, key, search, result }: PracticeQuestionView): Answering {
  const [state, setState] = useState<SendState>({ kind: 'idle' });
  const [owed, setOwed] = useState<GivenResponse | null>(null);
  const sender = useRef<Sender | null>(null);
  const shownAt = useRef(0);
  const { itemVersionId } = question;

  useEffect(() => {
    shownAt.current = performance.now();
    const around = browserSurroundings();
    const created = createSender(ANSWERS_URL, around, setState);
    sender.current = created;
    const pending = pendingAnswer(around.storage, itemVersionId, attempt);
    // The server has it: its reply was lost, or another tab was first.
    if (pending && result) forgetAnswer(around.storage, pending);
    else if (pending) {
      setOwed(pending.response);
      created.send(pending);
    }
    return created.stop;
    // A showing begins once: its component is keyed by it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function answer(response: GivenResponse) {
    const responseMs = Math.round(performance.now() - shownAt.current);
    const body: AnswerBody = { courseId, lesson: slug, itemVersionId, attempt, key, response, responseMs, search };
    sender.current?.send(body);
  }
  return { state, owed, answer, again: () => sender.current?.again() };
}

/** Where to sign in and come back to this very question. */
export function signInHere(): string {
  return paths.signIn(typeof location === 'undefined' ? undefined : location.pathname + location.search);
}
