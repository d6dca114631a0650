import { expect, test } from 'vitest';
import { checkLibrary } from '~/modules/catalog/content/lint';
import { renderLessonHtml } from './render-lesson.server';

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found!);

test('every lesson that ships renders in both languages, without hole, style or script, each id once', async () => {
  const { lessons } = await checkLibrary('content');
  expect(lessons.size).toBeGreaterThan(0);
  for (const [{ slug, courseId }, { texts }] of lessons) {
    for (const locale of ['es', 'en'] as const) {
      const html = renderLessonHtml({ versionId: slug, locale, courseId, slug, tree: texts![locale].tree });
      expect(html).not.toMatch(/undefined|NaN|\[object|<script|\sstyle=|\son\w+=/);
      const ids = all(html, /\sid="([^"]+)"/g);
      expect(new Set(ids).size).toBe(ids.length);
      for (const alt of all(html, /<img [^>]*alt="([^"]*)"/g)) expect(alt.length).toBeGreaterThan(10);
      for (const names of all(html, /aria-(?:labelledby|describedby|controls)="([^"]+)"/g)) {
        for (const id of names.split(' ')) expect(ids).toContain(id);
      }
      for (const region of all(html, /(<[^>]*role="region"[^>]*>)/g))
        expect(region).toMatch(/aria-label(?:ledby)?="[^"]+"/);
      for (const drawing of all(html, /(<svg(?![^>]*aria-hidden)[^>]*>)/g))
        expect(drawing).toContain('role="img" aria-labelledby=');
    }
  }
});
