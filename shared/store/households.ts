/** Households as the registry sends them: kept with their story, and found behind the numbers that they share. */
import type { Households } from '../actions/registry-ports.ts'
import type { Contact } from '../domain/contact.ts'
import { type Household, household } from '../domain/household.ts'
import { placeOfCommune } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  contactsOf,
  type HouseholdStory,
  householdStory,
  withHousehold,
} from '../domain/registry-household.ts'
import { contactItem, type Item, readAs, readContact } from './items.ts'
import { contactKey, householdEventKey, householdKey } from './keys.ts'
import { getItem, type Tables, type WriteItem, writeTogether } from './tables.ts'

const stale = () => new Refusal('stale', 'It has changed since it was read.')

export const readHouseholdStory = (item: Item): HouseholdStory =>
  readAs('household-event', householdStory, item)

/** What the line asks a contact about: the first household behind it says where and which programmes. */
function freshContact(of: Household, contactId: string, phone: Contact['phone']): Contact {
  const place = placeOfCommune(of.commune, of.village)
  return {
    contactId,
    phone,
    language: of.language,
    ...(place ? { place } : {}),
    programmes: of.programmes ?? [of.programme],
    followUps: {},
  }
}

/** Touches the households behind a number and nothing else, if nobody touched them since. */
function householdsWrite(table: string, was: Contact, next: Contact): WriteItem {
  const sets = next.householdIds
    ? {
        expression: 'SET householdId = :one, householdIds = :all',
        values: { ':one': next.householdId, ':all': next.householdIds },
      }
    : { expression: 'REMOVE householdId, householdIds', values: {} }
  return {
    Update: {
      TableName: table,
      Key: { ...contactKey(was.contactId) },
      UpdateExpression: sets.expression,
      ConditionExpression: was.householdIds
        ? 'householdIds = :were'
        : 'attribute_exists(pk) AND attribute_not_exists(householdIds)',
      ...(was.householdIds || next.householdIds
        ? {
            ExpressionAttributeValues: {
              ...sets.values,
              ...(was.householdIds ? { ':were': was.householdIds } : {}),
            },
          }
        : {}),
    },
  }
}

export function createHouseholds(tables: Tables): Households {
  const table = tables.main
  const contact = async (contactId: string): Promise<Contact | undefined> => {
    const item = await getItem(tables, table, contactKey(contactId))
    return item && readContact(item)
  }

  return {
    async read(householdId) {
      const item = await getItem(tables, table, householdKey(householdId))
      return item && { household: readAs('household', household, item), version: Number(item.version ?? 0) }
    },

    async save(was, next, story, phones) {
      const { household: of } = next
      const [before, after] = [contactsOf(was?.household), contactsOf(of)]
      const touched = [...new Set([...before, ...after])]
      const contacts = await Promise.all(
        touched.map(async (contactId): Promise<WriteItem | undefined> => {
          const known = await contact(contactId)
          const stands = after.includes(contactId)
          if (known) {
            const changed = withHousehold(known, of.householdId, stands)
            const same = JSON.stringify(changed.householdIds) === JSON.stringify(known.householdIds)
            return same ? undefined : householdsWrite(table, known, changed)
          }
          const phone = phones.get(contactId)
          if (!stands || !phone) return undefined
          const fresh = withHousehold(freshContact(of, contactId, phone), of.householdId, true)
          const Item = contactItem(fresh)
          return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
        }),
      )
      await writeTogether(tables, [
        {
          write: {
            Put: {
              TableName: table,
              Item: {
                ...of,
                ...householdKey(of.householdId),
                kind: 'household',
                v: 1,
                version: next.version,
              },
              ...(was
                ? was.version === 0
                  ? {
                      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#version)',
                      ExpressionAttributeNames: { '#version': 'version' },
                    }
                  : {
                      ConditionExpression: '#version = :read',
                      ExpressionAttributeNames: { '#version': 'version' },
                      ExpressionAttributeValues: { ':read': was.version },
                    }
                : { ConditionExpression: 'attribute_not_exists(pk)' }),
            },
          },
          otherwise: stale,
        },
        {
          write: {
            Put: {
              TableName: table,
              Item: {
                ...story,
                ...householdEventKey(of.householdId, story.at, story.eventId),
                kind: 'household-event',
                v: 1,
              },
            },
          },
        },
        ...contacts.flatMap((write) => (write ? [{ write, otherwise: stale }] : [])),
      ])
    },
  }
}
