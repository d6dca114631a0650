// `npm run --silent learning:evaluate -- --train log.tsv [more.tsv ...]`: trains the learner model, then predicts answers read from stdin.
import { parseArgs } from 'node:util';
import { evaluate } from '~/modules/learning/engine/evaluate';
import { fitLog, type LoggedAnswer } from '~/modules/learning/engine/fit';
import { MAX_SKILLS } from '~/modules/learning/engine/kernel';
import { ENGINE_VERSION, type Question } from '~/modules/learning/engine/parameters';
import { type Replay, replayAnswer, replayedBytes, replayPrediction } from '~/modules/learning/engine/replay';
import { readLineBatches, readTsvFile, toNumber, TsvError } from './tsv';

const USAGE = 'Usage: npm run --silent learning:evaluate -- --train log.tsv [more.tsv ...]';
const STDIN = 'stdin';
/** Beyond this a time cannot be in seconds: the year 2106. */
const SECONDS_MAX = 2 ** 32 - 1;

type Asked = { learner: string; question: Question; atSeconds: number };

/** Each item with its skills is one object, however many rows name it. */
const questions = new Map<string, Question>();

function questionOf(source: string, row: number, item: string, cell: string): Question {
  if (item === '') throw new TsvError(source, row, 'the item is empty');
  const key = `${item}\t${cell}`;
  const known = questions.get(key);
  if (known) return known;
  const skills = [...new Set(cell.split(';').map((skill) => skill.trim()))].filter((skill) => skill !== '');
  if (skills.length === 0) throw new TsvError(source, row, `item "${item}" has no skills`);
  if (skills.length > MAX_SKILLS) {
    throw new TsvError(source, row, `item "${item}" has ${skills.length} skills; at most ${MAX_SKILLS} are possible`);
  }
  const question = { item, skills };
  questions.set(key, question);
  return question;
}

function ask(source: string, row: number, user: string, item: string, skills: string, ts: string | undefined): Asked {
  if (user === '') throw new TsvError(source, row, 'the user is empty');
  const atSeconds = ts === undefined ? 0 : toNumber(source, row, 'ts', ts, { min: 0, max: SECONDS_MAX });
  return { learner: user, question: questionOf(source, row, item, skills), atSeconds };
}

function labelOf(source: string, row: number, cell: string): boolean {
  if (cell !== '0' && cell !== '1') throw new TsvError(source, row, `"${cell}" is neither 0 nor 1`);
  return cell === '1';
}

function toLogged({ learner, question, atSeconds }: Asked, correct: boolean): LoggedAnswer {
  return { learner, question, answer: { correct, atSeconds, firstAttempt: true, hints: 0 } };
}

function readLog(file: string): Array<LoggedAnswer> {
  return readTsvFile(file, ['user', 'item', 'correct', 'skills'], ['ts']).map(({ number, cells }) =>
    toLogged(ask(file, number, cells.user, cells.item, cells.skills, cells.ts), labelOf(file, number, cells.correct)),
  );
}

/** Answers each row at once and takes its label in; the figures at the end. What came together is answered together. */
async function predictRows(replay: Replay): Promise<string> {
  const probabilities: Array<number> = [];
  const labels: Array<number> = [];
  let asked: Asked | null = null;
  let row = 0;
  let blankRow = 0;
  let milliseconds = 0;
  for await (const lines of readLineBatches(process.stdin)) {
    let out = '';
    try {
      for (const line of lines) {
        row++;
        if (blankRow > 0) throw new TsvError(STDIN, blankRow, 'the row is blank');
        if (line === '' && !asked) {
          blankRow = row;
          continue;
        }
        const from = performance.now();
        if (asked) {
          const correct = labelOf(STDIN, row, line);
          const { learner, question, answer } = toLogged(asked, correct);
          replayAnswer(replay, learner, question, answer);
          labels.push(correct ? 1 : 0);
          asked = null;
        } else {
          const cells = line.split('\t');
          if (cells.length < 3 || cells.length > 4) {
            throw new TsvError(
              STDIN,
              row,
              `${cells.length} cells; expected user, item, skills and perhaps ts, by tabs`,
            );
          }
          asked = ask(STDIN, row, cells[0]!, cells[1]!, cells[2]!, cells[3]);
          const probability = replayPrediction(replay, asked.learner, asked.question, asked.atSeconds);
          probabilities.push(probability);
          out += `${probability}\n`;
        }
        milliseconds += performance.now() - from;
      }
    } finally {
      if (out !== '') process.stdout.write(out);
    }
  }
  if (asked) throw new TsvError(STDIN, row, 'the input ended before the label of this row');
  const { perLearner, perLearnerSkill } = replayedBytes(replay);
  const n = labels.length;
  const none = { n: 0, auc: null, logLoss: null, rmse: null, ece: null };
  return JSON.stringify({
    ...(n > 0 ? evaluate(probabilities, labels) : none),
    microsecondsPerAnswer: n > 0 ? (milliseconds * 1000) / n : null,
    bytesPerLearnerSkill: perLearnerSkill,
    bytesPerLearner: perLearner,
    engineVersion: ENGINE_VERSION,
  });
}

function trainingFiles(): Array<string> {
  try {
    const { values, positionals } = parseArgs({
      options: { train: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    const files = [...(values.train ?? []), ...positionals];
    if (values.train && files.length > 0) return files;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}. ${USAGE}`, { cause: error });
  }
  throw new Error(USAGE);
}

// A reader who goes away has seen enough.
process.stdout.on('error', () => process.exit(1));
try {
  const replay = fitLog(trainingFiles().flatMap(readLog));
  process.stdout.write('ready\n');
  process.stdout.write(`${await predictRows(replay)}\n`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
  process.stdin.destroy();
}
