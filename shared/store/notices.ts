/** Notices that come from elsewhere than the restricted table: a desk is to look at something. Put once. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Notice } from '../domain/message.ts'
import { noticeWrite } from './filing.ts'
import { isConditionFailure, type Tables } from './tables.ts'

export const createNotices = (tables: Tables) => ({
  async put(notice: Notice, complaintId: string): Promise<void> {
    const { write } = noticeWrite(tables, notice, complaintId)
    if (!write.Put) return
    try {
      await tables.client.send(new PutCommand(write.Put))
    } catch (error) {
      if (!isConditionFailure(error)) throw error
    }
  },
})
