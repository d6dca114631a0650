// The way into the placement test, from wherever it makes sense.
import { placementMessages } from '~/i18n/learning-placement';
import { useMessages } from '~/i18n/use-messages';
import type { PlacementOffer as Offer } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';

export function PlacementOffer({ state }: { state: Offer }) {
  const t = useMessages(placementMessages);
  if (state === 'done') return null;
  const words = { offer: 'offer.text', open: 'offer.openText', again: 'offer.againText' } as const;
  const label = { offer: 'offer.go', open: 'offer.goOpen', again: 'offer.goAgain' } as const;
  return (
    <aside className="placement-offer">
      <Icon name="target" />
      <p>
        {state === 'offer' && <strong>{t('offer.title')} </strong>}
        {t(words[state])}
      </p>
      <Link to={paths.placement()} className={state === 'again' ? 'link' : 'btn btn-secondary btn-sm'}>
        {t(label[state])}
      </Link>
    </aside>
  );
}
