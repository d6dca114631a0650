// The hot statements of learning's store, as text: one read and one write a change, each whole in itself.

/** One person ($1) in one lesson ($2) of course $7: skills $3, responses of item $4, key $5, with the note when $6. */
export const LESSON_STATE = `
select p.updated_at as guard, p.state as "learnerState", ls.version_id as "versionId",
       ls.started_at as "startedAt", ls.read_at as "readAt", ls.touched_at as "touchedAt",
       (select coalesce(json_agg(json_build_array(a.id, a.item_id, a.item_version_id, a.attempt, a.correct,
                 (extract(epoch from a.created_at) * 1000)::bigint, case when a.item_id = $4 then a.response end) order by a.created_at), '[]')
          from answer a where a.user_id = $1 and a.lesson_id = $2) as answers,
       (select coalesce(json_agg(json_build_array(s.skill_id, encode(s.state, 'base64'))), '[]')
          from skill_state s where s.user_id = $1 and s.skill_id = any($3)) as skills,
       (select r.id from answer r where r.idempotency_key = $5 and r.user_id = $1) as "replayId",
       (select (extract(epoch from max(t.created_at)) * 1000)::float8
          from placement_answer t where t.user_id = $1 and t.item_id = $4 and t.course_id = $7) as "placedMs",
       (select json_build_object('body', n.body, 'revision', n.revision)
          from note n where $6 and n.user_id = $1 and n.lesson_id = $2) as note
  from (values (1)) one (x)
  left join learner_profile p on p.user_id = $1
  left join lesson_start ls on ls.user_id = $1 and ls.lesson_id = $2`;

/** Person $1, path $2, state $3, guard $4, moment $5: a row only when nobody moved the state since it was read. */
export const GUARD = `
guard as (
  insert into learner_profile (user_id, path_id, goal_id, minutes_per_week, formats, state, created_at, updated_at)
  values ($1, $2, null, 0, '{}', $3, $5, $5)
  on conflict (user_id) do update set state = excluded.state, updated_at = excluded.updated_at
    where learner_profile.updated_at = $4
  returning user_id
)`;

export const SKILLS = (from: number) => `
skills as (
  insert into skill_state (user_id, skill_id, state, mastery, probability, answers, updated_at)
  select $1, s.skill_id, s.state, s.mastery, s.probability, s.answers, $5
    from guard, unnest($${from}::text[], $${from + 1}::bytea[], $${from + 2}::text[], $${from + 3}::float8[], $${from + 4}::int[])
         as s (skill_id, state, mastery, probability, answers)
  on conflict (user_id, skill_id) do update
    set state = excluded.state, mastery = excluded.mastery, probability = excluded.probability,
        answers = excluded.answers, updated_at = excluded.updated_at
)`;

export const EVENTS = (at: number) => `
events as (
  insert into event (id, type, actor_id, subject_type, subject_id, data, created_at)
  select e.id, e.type, $1, e."subjectType", e."subjectId", e.data, $5
    from guard, jsonb_to_recordset($${at}::jsonb) as e (id uuid, type text, "subjectType" text, "subjectId" text, data jsonb, once boolean)
   where not e.once or not exists (
     select 1 from event x
      where x.subject_type = e."subjectType" and x.subject_id = e."subjectId" and x.actor_id = $1 and x.type = e.type)
)`;

/**
 * item_state is a fold over counted answers that their order does not change: one scoring step from the label, with
 * y − p summed and p(1 − p) as information, p being the prediction stored with the answer.
 */
export const INSERT_ANSWER = `
with ${GUARD}, given as (
  insert into answer (id, user_id, item_version_id, item_id, lesson_id, course_id, attempt, response, correct, score,
                      response_ms, predicted, engine_version, idempotency_key, created_at)
  select $6::uuid, $1, $7::uuid, $8::text, $9::uuid, $10::text, $11::int, $12::jsonb, $13::boolean, $14::float8,
         $15::int, $16::float8, $17::text, $18::text, $5 from guard
), ${SKILLS(19)}, item as (
  insert into item_state (item_version_id, mean, variance, answers, correct)
  select $7::uuid, $24::float8 + ($13::boolean::int - $16::float8) / (1 / $25::float8 + $16::float8 * (1 - $16::float8)),
         1 / (1 / $25::float8 + $16::float8 * (1 - $16::float8)), 1, $13::boolean::int
    from guard where $26::boolean
  on conflict (item_version_id) do update
    set mean = $24::float8 + ((item_state.mean - $24::float8) / item_state.variance + $13::boolean::int - $16::float8)
                             / (1 / item_state.variance + $16::float8 * (1 - $16::float8)),
        variance = 1 / (1 / item_state.variance + $16::float8 * (1 - $16::float8)),
        answers = item_state.answers + 1, correct = item_state.correct + excluded.correct
), touched as (
  update lesson_start set touched_at = $5 from guard where lesson_start.user_id = $1 and lesson_id = $9::uuid
), ${EVENTS(27)}
select 1 as done from guard`;

/** $1–$5 as in GUARD; lesson $6, course $7, version $8; skills $9–$13; events $14; activity $15; event id $16. */
export const INSERT_START = `
with ${GUARD}, started as (
  insert into lesson_start (user_id, lesson_id, course_id, version_id, started_at, touched_at)
  select $1, $6::uuid, $7::text, $8::uuid, $5, $5 from guard
), ${SKILLS(9)}, overridden as (
  update recommendation set overridden_by = nullif($15, activity_id) from guard
   where recommendation.id = (select id from recommendation where user_id = $1 order by created_at desc, id desc limit 1)
     and recommendation.user_id = $1 and overridden_by is distinct from nullif($15, activity_id)
     and created_at > $5::timestamptz - interval '7 days'
  returning recommendation.id, overridden_by
), told as (
  insert into event (id, type, actor_id, subject_type, subject_id, data, created_at)
  select $16::uuid, 'learning.next-overridden', $1, 'recommendation', id::text, jsonb_build_object('to', overridden_by), $5 from overridden
), ${EVENTS(14)}
select 1 as done from guard`;

/** $1–$5 as in GUARD; lesson $6; events $7. */
export const MARK_READ = `
with ${GUARD}, marked as (
  update lesson_start set read_at = coalesce(read_at, $5), touched_at = $5 from guard
   where lesson_start.user_id = $1 and lesson_id = $6::uuid
), ${EVENTS(7)}
select 1 as done from guard`;

export const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** One person ($1) over all lessons, at $2. */
export const OVERVIEW = `
select p.state as "learnerState",
       case when p.minutes_per_week > 0 then json_build_object('pathId', p.path_id, 'goalId', p.goal_id,
            'minutesPerWeek', p.minutes_per_week, 'formats', p.formats) end as profile,
       (select coalesce(json_agg(json_build_array(lesson_id, version_id, ${MS('started_at')}, ${MS('read_at')}, ${MS('touched_at')})), '[]')
          from lesson_start where user_id = $1) as starts,
       (select coalesce(json_agg(json_build_array(lesson_id, item_id, tries, first_right, first_at, right_at, last_right, last_at)), '[]')
          from (select lesson_id, item_id, count(*)::int as tries, (array_agg(correct order by created_at))[1] as first_right,
                       min(${MS('created_at')}) as first_at, min(${MS('created_at')}) filter (where correct) as right_at,
                       (array_agg(correct order by created_at desc))[1] as last_right, max(${MS('created_at')}) as last_at
                  from answer where user_id = $1 and lesson_id is not null group by lesson_id, item_id) a) as histories,
       (select coalesce(json_agg(json_build_array(skill_id, encode(state, 'base64'))), '[]') from skill_state where user_id = $1) as skills,
       (select json_build_object('id', id, 'overriddenBy', overridden_by, 'createdMs', ${MS('created_at')})
          from recommendation where user_id = $1 order by created_at desc, id desc limit 1) as recommendation,
       (select json_build_object('finishedMs', ${MS('finished_at')}, 'undecided',
                 (select coalesce(jsonb_object_agg(f ->> 'skill', f -> 'probability'), '{}')
                    from jsonb_array_elements(result -> 'findings') f where f ->> 'verdict' = 'unsure')) from placement
         where user_id = $1 order by finished_at is null desc, started_at desc limit 1) as placement,
       (select json_build_object('experiment', experiment, 'given', given)
          from experiment_consent where user_id = $1 order by created_at desc, id desc limit 1) as consent,
       (select coalesce(json_agg(json_build_array(last_at, answers)), '[]')
          from (select max(${MS('created_at')}) as last_at, count(*)::int as answers
                  from (select created_at from answer where user_id = $1 union all
                        select created_at from placement_answer where user_id = $1) t
                 where created_at > $2::timestamptz - interval '9 weeks'
                 group by floor(extract(epoch from created_at) / 1800)) w) as work
  from (values (1)) one (x) left join learner_profile p on p.user_id = $1`;

/** The whole log of a person ($1). */
export const LOG = `
select p.updated_at as guard,
       (select coalesce(json_agg(json_build_array(lesson_id, version_id, ${MS('started_at')}, ${MS('read_at')}, ${MS('touched_at')}) order by started_at), '[]')
          from lesson_start where user_id = $1) as starts,
       (select coalesce(json_agg(json_build_array(${MS('created_at')}, id, item_id, item_version_id, correct) order by created_at), '[]')
          from answer where user_id = $1) as answers,
       (select coalesce(json_agg(json_build_array(${MS('created_at')}, id, item_id, item_version_id, correct) order by created_at), '[]')
          from placement_answer where user_id = $1) as placed,
       (select coalesce(json_agg(json_build_array(${MS('created_at')}, kind, source_id, skill_id) order by created_at, skill_id), '[]')
          from skill_proof where user_id = $1) as proofs
  from (values (1)) one (x) left join learner_profile p on p.user_id = $1`;

/** One person ($1) and one sitting of the placement test: $2, or without it the open one, or the latest. */
export const PLACEMENT = `
with one as (
  select * from placement where user_id = $1 and ($2::uuid is null or id = $2)
   order by finished_at is null desc, started_at desc limit 1
)
select p.updated_at as guard, p.state as "learnerState", coalesce(p.path_id, '') as "pathId",
       (select json_build_object('id', id, 'itemIds', item_ids, 'prior', prior, 'startedMs', ${MS('started_at')},
                 'finishedMs', ${MS('finished_at')}, 'ending', ending, 'result', result) from one) as placement,
       (select coalesce(json_agg(json_build_object('number', number, 'itemVersionId', item_version_id, 'response', response,
                 'correct', correct, 'responseMs', response_ms, 'atMs', ${MS('created_at')}, 'key', idempotency_key) order by number), '[]')
          from placement_answer where user_id = $1 and placement_id = (select id from one)) as answers,
       (select coalesce(json_agg(json_build_array(skill_id, encode(state, 'base64'))), '[]') from skill_state where user_id = $1) as skills,
       (select coalesce(json_agg(json_build_array(course_id, item_id, ${MS('last_at')})), '[]')
          from (select course_id, item_id, max(created_at) as last_at
                  from (select course_id, item_id, created_at from answer where user_id = $1 union all
                        select course_id, item_id, created_at from placement_answer where user_id = $1) t
                 group by course_id, item_id) s) as seen
  from (values (1)) one_row (x) left join learner_profile p on p.user_id = $1`;

/**
 * $1–$5 as in GUARD; an answer, when $6 is one: sitting $7, then $8–$20; skills $21–$25; the end of the sitting, when $26 names
 * one, with its result $27 and the skills it credits $28; events $29.
 */
export const PLACEMENT_CHANGE = `
with ${GUARD}, given as (
  insert into placement_answer (id, placement_id, user_id, number, item_version_id, item_id, course_id, skill_id, response,
                                correct, score, response_ms, predicted, engine_version, idempotency_key, created_at)
  select $6::uuid, $7::uuid, $1, $8::int, $9::uuid, $10::text, $11::text, $12::text, $13::jsonb,
         $14::boolean, $15::float8, $16::int, $17::float8, $18::text, $19::text, $20::timestamptz
    from guard where $6::uuid is not null
), ${SKILLS(21)}, ended as (
  update placement set finished_at = $5, ending = $26::text, result = $27::jsonb from guard
   where placement.id = $7::uuid and placement.user_id = $1 and placement.finished_at is null and $26::text is not null
), proofs as (
  insert into skill_proof (id, user_id, skill_id, kind, source_id, created_at)
  select uuid7(), $1, s.skill_id, 'placement', $7::uuid, $5 from guard, unnest($28::text[]) as s (skill_id)
), ${EVENTS(29)}
select 1 as done from guard`;

/** $1–$5 as in GUARD; exam attempt $6; skills it confirms $7–$11; events $12. */
export const CONFIRM_BY_EXAM = `
with ${GUARD}, proofs as (
  insert into skill_proof (id, user_id, skill_id, kind, source_id, created_at)
  select uuid7(), $1, s.skill_id, 'exam', $6::uuid, $5 from guard, unnest($7::text[]) as s (skill_id)
), ${SKILLS(7)}, ${EVENTS(12)}
select 1 as done from guard`;
