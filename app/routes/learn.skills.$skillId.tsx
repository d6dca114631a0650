// One skill of the learner.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findMergedSkill, getSkillPage } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { SkillPage } from '~/ui/learning/skill-page';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/learning/learning.css';
import '~/ui/learning/skill-map.css';
import '~/ui/learning/skill-page.css';
import '~/ui/learning/step.css';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const into = await findMergedSkill(params.skillId!);
    if (into) throw redirect(paths.skill(into), 301);
    return { view: await getSkillPage(actor, { skillId: params.skillId!, locale: context.locale }) };
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.view.title ?? '' }));

export default function Skill() {
  return <SkillPage view={useLoaderData<typeof loader>().view} />;
}
