// A lesson's text as HTML, rendered once for all readers of a version and language.
import { renderToStaticMarkup } from 'react-dom/server';
import type { LessonView } from '~/modules/catalog/catalog';
import { renderTree } from './lesson-tree';

/** Texts remembered, about 60 kB each; the one made first falls out first. */
const MAX_RENDERED = 200;
const rendered = new Map<string, string>();

/**
 * The HTML of a lesson, to embed as it is: the tree was checked when it was stored, and React escapes every text. Interactive
 * parts come to life through `enhanceLesson`.
 */
export function renderLessonHtml(
  lesson: Pick<LessonView, 'versionId' | 'locale' | 'courseId' | 'slug' | 'tree'>,
): string {
  const { versionId, locale, courseId, slug, tree } = lesson;
  const key = `${versionId}:${locale}`;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const html = renderToStaticMarkup(<>{renderTree(tree, { locale, courseId, slug })}</>, {
    identifierPrefix: 'lesson',
  });
  rendered.set(key, html);
  if (rendered.size > MAX_RENDERED) rendered.delete(rendered.keys().next().value!);
  return html;
}
