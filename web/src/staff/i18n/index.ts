import polyglotI18nProvider from 'ra-i18n-polyglot';
import en from 'ra-language-english';
import fr from 'ra-language-french';
import { browserLanguage } from '@shared/format';
import { inLanguage, type Texts } from './pairs';
import { activityEnums, activityTexts } from './texts/activities';
import { billingTexts } from './texts/billing';
import { bulkEnums, bulkTexts } from './texts/bulk';
import { commonTexts } from './texts/common';
import { controlTexts } from './texts/control';
import { dealEnums, dealTexts } from './texts/deals';
import { dispatchTexts } from './texts/dispatch';
import { enumTexts } from './texts/enums';
import { estimateEnums, estimateTexts } from './texts/estimates';
import { forecastEnums, forecastTexts } from './texts/forecast';
import { importEnums, importTexts } from './texts/imports';
import { inboxTexts } from './texts/inbox';
import { limitTexts } from './texts/limits';
import { noticeTexts } from './texts/notices';
import { pricingTexts } from './texts/pricing';
import { quoteTexts } from './texts/quotes';
import { resourceTexts } from './texts/resources';
import { routingEnums, routingTexts } from './texts/routing';
import { salesTexts } from './texts/sales';
import { scoreEnums, scoreTexts } from './texts/scores';
import { sequenceEnums, sequenceTexts } from './texts/sequences';
import { stationeryTexts } from './texts/stationery';
import { siteEnums, siteTexts } from './texts/sites';
import { surveyEnums, surveyTexts } from './texts/surveys';
import { tariffTexts } from './texts/tariffs';
import { timelineEnums, timelineTexts } from './texts/timeline';
import { templateEnums, templateTexts } from './texts/templates';
import { superAdminTexts } from './texts/superadmin';

export const texts: Texts = {
  cnc: { ...commonTexts, ...salesTexts, ...quoteTexts, ...dispatchTexts, ...billingTexts, ...controlTexts, ...superAdminTexts, ...estimateTexts, ...inboxTexts, ...dealTexts, ...routingTexts, ...tariffTexts, ...importTexts, ...timelineTexts, ...siteTexts, ...surveyTexts, ...activityTexts, ...templateTexts, ...noticeTexts, ...scoreTexts, ...forecastTexts, ...limitTexts, ...bulkTexts, ...sequenceTexts, ...stationeryTexts },
  pricing: pricingTexts,
  enums: { ...enumTexts, ...estimateEnums, ...dealEnums, ...routingEnums, ...importEnums, ...timelineEnums, ...siteEnums, ...surveyEnums, ...activityEnums, ...templateEnums, ...scoreEnums, ...forecastEnums, ...bulkEnums, ...sequenceEnums },
  resources: resourceTexts,
};

const packs = {
  en: { ...en, ...inLanguage(texts, 0) },
  fr: { ...fr, ...inLanguage(texts, 1) },
};

export const i18nProvider = polyglotI18nProvider((locale) => packs[locale as 'en' | 'fr'] ?? packs.en, browserLanguage(), [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
], { allowMissing: true });
