import { en } from './portal.en';
import { fr } from './portal.fr';
import { translator } from './translate';

export const { t, tn, has } = translator(en, fr);
