// Formats of teaching on people made up here: nothing personal is claimed where persons do not differ, little falsely where they do.
import { expect, test } from 'vitest';
import { type FormatAnswer, measureFormats } from './format-outcomes';
import { createRandom, normal as drawNormal } from './random';

const FORMATS = ['lab', 'text', 'video'];

/** Answers of 400 people, 60 each; `effects` act on all, `spread` is the deviation of what a format does to one person. */
function simulate(seed: string, { effects = [0, 0, 0], spread = 0, people = 400 } = {}) {
  const random = createRandom(seed);
  const normal = () => drawNormal(random);
  const truth = new Map<string, number>();
  const answers: Array<FormatAnswer> = [];
  for (let person = 0; person < people; person++) {
    const learner = `p${person}`;
    // The engine's expectation is not perfect: it is off by a little for each person.
    const misjudged = 0.2 * normal();
    const own = FORMATS.map(() => spread * normal());
    const favourite = Math.floor(random() * FORMATS.length);
    FORMATS.forEach((format, f) => truth.set(`${learner} ${format}`, own[f]! - (own[0]! + own[1]! + own[2]!) / 3));
    for (let n = 0; n < 60; n++) {
      const f = random() < 0.4 ? favourite : Math.floor(random() * FORMATS.length);
      const logit = 0.8 + 0.8 * normal();
      const p = 1 / (1 + Math.exp(-(logit + misjudged + effects[f]! + own[f]!)));
      answers.push({ learner, format: FORMATS[f]!, correct: random() < p, predicted: 1 / (1 + Math.exp(-logit)) });
    }
  }
  return { answers, truth };
}

test('where persons do not differ, none of 400 is told anything personal', () => {
  for (const seed of ['none-1', 'none-2', 'none-3']) {
    const { interaction, personal } = measureFormats(simulate(seed, { effects: [0.3, 0, -0.3] }).answers);
    expect(interaction.credible).toBe(false);
    expect(personal).toEqual([]);
  }
});

test('where persons differ strongly, some are told, and few of them wrongly', () => {
  let claims = 0;
  let wrong = 0;
  for (const seed of ['strong-1', 'strong-2', 'strong-3']) {
    const { answers, truth } = simulate(seed, { spread: 0.5 });
    const { interaction, personal } = measureFormats(answers);
    expect(interaction.credible).toBe(true);
    expect(interaction.sd).toBeGreaterThan(0.3);
    expect(interaction.sd).toBeLessThan(0.7);
    for (const { learner, format, logits } of personal) {
      claims++;
      if (Math.sign(truth.get(`${learner} ${format}`)!) !== Math.sign(logits)) wrong++;
    }
  }
  expect(claims).toBeGreaterThan(30);
  expect(wrong / claims).toBeLessThan(0.05);
});

test('what a format does to everybody is found, with an interval that holds the truth', () => {
  const { formats } = measureFormats(simulate('effect', { effects: [0.4, 0, -0.4] }).answers);
  expect(formats.map(({ format }) => format)).toEqual(['lab', 'text', 'video']);
  const [lab, text] = formats;
  expect(Math.abs(lab!.logits - 0.4)).toBeLessThan(0.1);
  expect(lab!.lowPoints).toBeGreaterThan(0);
  expect(text!.lowPoints).toBeLessThan(0);
  expect(text!.highPoints).toBeGreaterThan(0);
  expect(formats.reduce((sum, { answers }) => sum + answers, 0)).toBe(24_000);
});

test('95 % intervals of formats hold the truth about nine times in ten or more often', () => {
  let held = 0;
  const runs = 40;
  for (let run = 0; run < runs; run++) {
    const { formats } = measureFormats(simulate(`interval-${run}`, { people: 60 }).answers);
    held += formats.filter(({ lowPoints, highPoints }) => lowPoints <= 0 && highPoints >= 0).length;
  }
  expect(held / (3 * runs)).toBeGreaterThan(0.88);
});

test('one format, or people who each met one only, say nothing', () => {
  const { answers } = simulate('one');
  const only = answers.filter(({ format }) => format === 'lab');
  expect(measureFormats(only)).toEqual({
    formats: [],
    interaction: { sd: 0, chance: 1, credible: false },
    personal: [],
  });
  const apart = answers.map((answer, i) => ({ ...answer, learner: `${answer.format}-${i % 20}` }));
  expect(measureFormats(apart)).toMatchObject({ formats: [], personal: [] });
  expect(measureFormats([])).toMatchObject({ formats: [] });
});

test('the same answers give the same result', () => {
  const { answers } = simulate('same', { spread: 0.5, people: 60 });
  expect(measureFormats(answers)).toEqual(measureFormats(answers));
});
