// The three plans and four add-ons as data. Prices are US dollars in cents, before tax.
import type { AddOn, Plan } from './billing';

export const PLANS: ReadonlyArray<Plan> = [
  {
    id: 'starter',
    name: { es: 'Starter', en: 'Starter' },
    audience: {
      es: 'Para una persona que aprende y practica por su cuenta.',
      en: 'For one person who learns and practises on their own.',
    },
    monthlyMinor: 2_900,
    currency: 'USD',
    seats: 1,
    campaigns: 5,
    features: [
      { id: 'basic-ai', text: { es: 'IA básica', en: 'Basic AI' }, ready: false },
      { id: 'standard-analytics', text: { es: 'Analítica estándar', en: 'Standard analytics' }, ready: false },
      { id: 'mail-support', text: { es: 'Soporte por correo', en: 'Mail support' }, ready: false },
    ],
  },
  {
    id: 'professional',
    name: { es: 'Professional', en: 'Professional' },
    audience: {
      es: 'Para un equipo pequeño que lleva campañas cada semana.',
      en: 'For a small team that runs campaigns every week.',
    },
    monthlyMinor: 9_900,
    currency: 'USD',
    seats: 5,
    campaigns: null,
    features: [
      { id: 'advanced-ai', text: { es: 'IA avanzada', en: 'Advanced AI' }, ready: false },
      { id: 'predictive-analytics', text: { es: 'Analítica predictiva', en: 'Predictive analytics' }, ready: false },
      { id: 'priority-support', text: { es: 'Soporte prioritario', en: 'Priority support' }, ready: false },
      { id: 'integrations', text: { es: 'Integraciones', en: 'Integrations' }, ready: false },
    ],
  },
  {
    id: 'enterprise',
    name: { es: 'Enterprise', en: 'Enterprise' },
    audience: {
      es: 'Para empresas que forman y certifican a muchas personas.',
      en: 'For companies that train and certify many people.',
    },
    monthlyMinor: 29_900,
    currency: 'USD',
    seats: null,
    campaigns: null,
    features: [
      { id: 'premium-ai', text: { es: 'IA premium', en: 'Premium AI' }, ready: false },
      { id: 'custom-analytics', text: { es: 'Analítica a medida', en: 'Custom analytics' }, ready: false },
      { id: 'dedicated-support', text: { es: 'Soporte dedicado', en: 'Dedicated support' }, ready: false },
      { id: 'white-label', text: { es: 'Marca blanca', en: 'White label' }, ready: false },
      { id: 'custom-integrations', text: { es: 'Integraciones a medida', en: 'Custom integrations' }, ready: false },
    ],
  },
];

export const ADD_ONS: ReadonlyArray<AddOn> = [
  {
    id: 'api-access',
    name: { es: 'Acceso a la API', en: 'API access' },
    text: { es: 'Conecta tus propios sistemas con Pericia.', en: 'Connect your own systems to Pericia.' },
    priceMinor: 5_000,
    currency: 'USD',
    per: 'month',
    includedIn: [],
  },
  {
    id: 'white-label',
    name: { es: 'Marca blanca', en: 'White label' },
    text: { es: 'Tu marca y tu dominio en lugar de los nuestros.', en: 'Your brand and domain instead of ours.' },
    priceMinor: 50_000,
    currency: 'USD',
    per: 'month',
    includedIn: ['enterprise'],
  },
  {
    id: 'custom-development',
    name: { es: 'Desarrollo a medida', en: 'Custom development' },
    text: {
      es: 'Lo que tu organización necesite y no exista todavía.',
      en: 'What your organisation needs and does not exist yet.',
    },
    priceMinor: 15_000,
    currency: 'USD',
    per: 'hour',
    includedIn: [],
  },
  {
    id: 'training',
    name: { es: 'Formación en directo', en: 'Live training' },
    text: { es: 'Una sesión con una persona formadora para tu equipo.', en: 'A session with a trainer for your team.' },
    priceMinor: 20_000,
    currency: 'USD',
    per: 'session',
    includedIn: [],
  },
];
