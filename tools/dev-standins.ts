// Starts the stand-ins of the outside services for `npm run dev` and tells their addresses to the parent.
import { startClaude } from '../tests/standins/claude';
import { startStripe } from '../tests/standins/stripe';

const stripe = await startStripe('sk_test_pericia');
const claude = await startClaude('claude-standin-key');
process.send?.({
  environment: {
    STRIPE_SECRET_KEY: 'sk_test_pericia',
    STRIPE_API_BASE: stripe.base,
    ANTHROPIC_API_KEY: 'claude-standin-key',
    ANTHROPIC_BASE_URL: claude.base,
  },
});
process.once('disconnect', () => process.exit(0));
