// What a person did lately, from the event log: answers to one lesson in a row are one line.
import { structure } from '../catalog/catalog.server';
import type { CatalogStructure } from '../catalog/catalog';
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { paths } from '~/platform/paths';
import type { ActivityEntry } from './learning';
import { listOwnEvents } from '~/platform/events.server';

/** Events read for one line shown: a round of ten answers is one line. */
const EVENTS_PER_ENTRY = 15;

const KINDS = new Map<string, ActivityEntry['kind']>([
  ['learning.path-started', 'path-started'],
  ['learning.lesson-opened', 'lesson-opened'],
  ['learning.lesson-read', 'lesson-read'],
  ['learning.answer-recorded', 'answers'],
  ['learning.lesson-completed', 'lesson-completed'],
  ['learning.skill-mastered', 'skill-mastered'],
  ['learning.skill-slipped', 'skill-slipped'],
  ['learning.version-moved', 'version-moved'],
]);

function subjectOf(
  { skills, lessons, paths: known }: CatalogStructure,
  kind: ActivityEntry['kind'],
  id: string,
  locale: Locale,
): { title: string; href: string | null } {
  if (kind === 'skill-mastered' || kind === 'skill-slipped')
    return { title: skills.get(id)?.title[locale] ?? '', href: null };
  if (kind === 'path-started') return { title: known.get(id)?.title[locale] ?? '', href: null };
  const lesson = lessons.get(id);
  return { title: lesson?.title[locale] ?? '', href: lesson ? paths.lesson(lesson.courseId, lesson.slug) : null };
}

/** A person's own recent activity, newest first. */
export async function listActivity(
  actor: Actor,
  { locale, limit }: { locale: Locale; limit: number },
): Promise<Array<ActivityEntry>> {
  const catalog = await structure();
  const entries: Array<ActivityEntry & { subjectId: string }> = [];
  for (const event of await listOwnEvents(actor.userId, 'learning', limit * EVENTS_PER_ENTRY)) {
    const kind = KINDS.get(event.type);
    if (!kind) continue;
    const right = event.data.correct === true ? 1 : 0;
    const previous = entries.findLast((entry) => entry.kind === 'answers' || entry.kind === 'lesson-opened');
    if (kind === 'answers' && previous?.kind === 'answers' && previous.subjectId === event.subjectId) {
      previous.answered++;
      previous.right += right;
      continue;
    }
    if (entries.length >= limit) break;
    entries.push({
      id: event.id,
      kind,
      ...subjectOf(catalog, kind, event.subjectId, locale),
      answered: kind === 'answers' ? 1 : 0,
      right: kind === 'answers' ? right : 0,
      at: event.at.toISOString(),
      subjectId: event.subjectId,
    });
  }
  return entries.map(({ subjectId: _subject, ...entry }) => entry);
}
