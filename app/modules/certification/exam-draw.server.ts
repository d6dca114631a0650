// Which questions an attempt gets: by the program's blueprint, or for a renewal first what changed since the certificate was earned.
import type { ProgramDefinition } from '~/modules/catalog/catalog';
import { getItems, listChanges, structure } from '~/modules/catalog/catalog.server';
import type { AttemptKind } from './certification';
import { drawChanged, drawItems } from './draw';
import * as examStore from './exam-store.server';
import type { HeldCertificate } from './rules';

type Drawing = {
  definition: ProgramDefinition;
  kind: AttemptKind;
  certificate: HeldCertificate | null;
  seed: number;
};

/** Version ids in the order shown; null when the bank cannot meet the blueprint. What the person was shown before comes last. */
export async function drawExam(userId: string, drawing: Drawing): Promise<Array<string> | null> {
  const { definition, kind, certificate, seed } = drawing;
  const bank = (await structure()).banks.get(definition.bank ?? definition.id) ?? [];
  const seen = await seenItems(userId);
  const { renewal } = definition;
  if (kind !== 'renewal' || !renewal) return drawItems(definition.exam.blueprint, bank, seen, seed);
  if (renewal.draw === 'blueprint' || !certificate) return drawItems(renewal.blueprint, bank, seen, seed);
  const { skills, items } = await listChanges({
    courseId: definition.course,
    bankId: definition.bank ?? definition.id,
    since: new Date(certificate.earnedAt),
  });
  const changed = bank.filter((item) => items.has(item.id) || item.skills.some((skill) => skills.has(skill)));
  return drawChanged(renewal.blueprint, bank, changed, seen, seed);
}

/** The author's ids of all items in earlier attempts at any program: an item that was reworded since counts as seen. */
async function seenItems(userId: string): Promise<Set<string>> {
  const versions = await examStore.listShownItems(userId);
  return new Set(versions.length === 0 ? [] : (await getItems(versions)).map((item) => item.itemId));
}
