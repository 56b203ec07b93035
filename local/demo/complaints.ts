/**
 * Half a year of complaints, as many as a few thousand households make: who complains, when, by which road, about what and
 * whom. Filed and lived by the rules; the shares are those of published complaint mechanisms, paydays stand out.
 */
import type { About } from '../../shared/domain/about.ts'
import { categories, type FiledCategory } from '../../shared/domain/categories.ts'
import type { Actor, Channel, Complaint, State } from '../../shared/domain/complaint.ts'
import { actorOf } from '../../shared/actions/command-complaint.ts'
import { guessCategory } from '../../shared/domain/guess-category.ts'
import { mayFile, type Officer } from '../../shared/domain/officer.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import { file, type Submission } from '../../shared/domain/submission.ts'
import { bodyOf, placeOfUnit, unit } from '../../shared/domain/units.ts'
import { type Chance, idAt } from './chance.ts'
import type { Household } from './households.ts'
import { live, type Step } from './life.ts'
import { nameIn } from './names.ts'
import { story } from './phones.ts'
import { afterDrop, decided, type PlanOptions, planThrough, rejected, referred, withdrawn } from './plans.ts'
import { wordsFor } from './said.ts'
