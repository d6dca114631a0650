// Hands a lesson's HTML from the loader to the page's render within one request, so that a page load does not carry it twice.

/** Lessons in flight: far above what one process renders at once. */
const MAX_HELD = 300;
const held = new Map<string, string>();

/** Server, loader: keeps the HTML for the render that follows. */
export function holdLessonHtml(key: string, html: string): void {
  held.delete(key);
  held.set(key, html);
  if (held.size > MAX_HELD) held.delete(held.keys().next().value!);
}

/** The element that holds a lesson's text. */
export const LESSON_BODY_ID = 'lesson-text';

/**
 * A lesson's HTML wherever the page is made: on the server what the loader held, in the browser what the server already put
 * into the document. Null when there is neither (then the loader's data brings it).
 */
export function lessonHtml(key: string): string | null {
  if (typeof document === 'undefined') return held.get(key) ?? null;
  const body = document.getElementById(LESSON_BODY_ID);
  return body?.dataset.lesson === key ? body.innerHTML : null;
}
