/** An item as the table's stream carries it, back as an item. */
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item } from './items.ts'

export const readImage = (image: object): Item => unmarshall(image as Parameters<typeof unmarshall>[0])
