// The nightly recalibration of items from the whole answer log.
import { getItemKeys, getItems, type ItemKey, structure } from '../catalog/catalog.server';
import type { ItemPrompt } from '../catalog/catalog';
import { type Clock, systemClock } from '~/platform/clock';
import { log as logger } from '~/platform/log.server';
import { calibrate, chosenOptions, hasMoved, type LogLine, optionsOf, type PublishedItem } from './calibration';
import * as store from './calibration-store.server';
import { ENGINE_VERSION } from './engine/parameters';
import { encodeParameters } from './engine/snapshot';
import { underCurrentSkills } from './merged';
import { forgetSnapshot, toQuestion } from './model.server';
import { rebuildLearner } from './rebuild.server';

type Deps = { clock?: Clock };

/** Items in the summary of what moved. */
const LARGEST = 20;
/** People whose states are folded again before the next are looked up. */
const LEARNERS = 500;

/** The key in the form that a reader of statistics needs: which options are right. */
function rightOptions(prompt: ItemPrompt, key: ItemKey): PublishedItem['options'] {
  if (!('options' in prompt) || !('correct' in key)) return [];
  const ids = prompt.options.map(({ id }) => id);
  return optionsOf(ids, { type: 'options', optionIds: key.correct });
}

/**
 * Learns the whole answer log anew, stores and adopts the snapshot, with each item's statistics, records what moved, and
 * folds everybody's state anew under it. For the nightly job;
 * a second run makes another, equal snapshot. Returns the snapshot's id, null when nobody has answered anything.
 */
export async function recalibrateItems({ clock = systemClock }: Deps = {}): Promise<number | null> {
  const before = clock();
  const catalog = await structure();
  const lines: Array<LogLine> = [];
  const versions = new Set<string>(catalog.items.keys());
  for await (const row of store.readAnswers(before)) {
    versions.add(row.itemVersionId);
    lines.push({
      learner: row.userId,
      item: `${row.courseId}/${row.itemId}`,
      itemVersionId: row.itemVersionId,
      options: chosenOptions(row.response),
      correct: row.correct,
      responseMs: row.responseMs,
      atSeconds: Math.floor(row.atMs / 1000),
      adaptive: row.adaptive,
    });
  }
  if (lines.length === 0) return null;
  const ids = [...versions];
  const [prompts, keys, people] = await Promise.all([getItems(ids), getItemKeys(ids), store.countPeople(before)]);
  const items = new Map<string, PublishedItem>();
  const courses = new Map<string, string>();
  for (const prompt of prompts) {
    courses.set(prompt.id, prompt.ownerId);
    items.set(prompt.id, {
      question: underCurrentSkills(catalog, toQuestion(prompt)),
      label: prompt.difficulty,
      options: rightOptions(prompt, keys.get(prompt.id)!),
      people: people.get(prompt.ownerId) ?? 0,
    });
  }
  const { parameters, statistics, attention, answers, learners } = calibrate(lines, items);
  const rows = [...statistics].map(([itemVersionId, described]) => ({
    itemVersionId,
    courseId: courses.get(itemVersionId)!,
    statistics: described,
    reasons: attention.get(itemVersionId)?.reasons ?? [],
    attention: attention.get(itemVersionId)?.score ?? 0,
  }));
  const moved = whatMoved(await store.listDifficulties(), rows);
  const encoded = encodeParameters(parameters);
  const id = await store.saveCalibration(
    { engineVersion: ENGINE_VERSION, answers, learners, parameters: encoded, moved },
    rows,
  );
  await store.adopt(id, clock());
  forgetSnapshot();
  logger().info({ snapshot: id, answers, learners, moved: moved.movedItems }, 'items recalibrated');
  await foldEverybody();
  return id;
}

/** Brings everybody's state up to the snapshot just adopted, so that nobody's next page has to. What fails here is done then. */
async function foldEverybody(): Promise<void> {
  for (let after: string | null = null; ;) {
    const page: Array<string> = await store.listLearners(after, LEARNERS);
    for (const userId of page) {
      await rebuildLearner(userId).catch((error: unknown) =>
        logger().warn({ learner: userId, err: (error as Error).message }, 'a state could not be folded again'),
      );
    }
    if (page.length < LEARNERS) return;
    after = page.at(-1)!;
  }
}

function whatMoved(
  before: ReadonlyMap<string, { value: number; se: number }>,
  rows: ReadonlyArray<store.CalibrationRow>,
): store.Moved {
  const moves = rows.flatMap(({ itemVersionId, statistics: { difficulty } }) => {
    const old = before.get(itemVersionId);
    if (!old || !hasMoved(old, difficulty)) return [];
    const se = Math.sqrt(old.se ** 2 + difficulty.se ** 2);
    return [{ itemVersionId, from: old.value, to: difficulty.value, se }];
  });
  moves.sort((left, right) => Math.abs(right.to - right.from) - Math.abs(left.to - left.from));
  return { items: rows.length, movedItems: moves.length, largest: moves.slice(0, LARGEST) };
}
