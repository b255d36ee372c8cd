/* SPDX-License-Identifier: MIT
 *
 * The list of jobs: see job.h.
 */
#include "driver/job.h"

#include <stdlib.h>

/* Chunk k holds JOB_FIRST_CHUNK << k jobs; the place of a job in its chunk. */
static size_t locate_job(size_t index, size_t *chunk)
{
    size_t size = JOB_FIRST_CHUNK;
    *chunk = 0;
    while (index >= size) {
        index -= size;
        size *= 2;
        ++*chunk;
    }
    return index;
}

struct job *job_add(struct job_list *jobs)
{
    size_t chunk;
    size_t place = locate_job(jobs->count, &chunk);
    if (!jobs->chunks[chunk])
        jobs->chunks[chunk] = calloc((size_t)JOB_FIRST_CHUNK << chunk, sizeof(struct job));
    if (!jobs->chunks[chunk])
        return NULL;
    jobs->count++;
    return jobs->chunks[chunk] + place;
}

struct job *job_at(const struct job_list *jobs, size_t index)
{
    size_t chunk;
    size_t place = locate_job(index, &chunk);
    return jobs->chunks[chunk] + place;
}

struct report *job_report(struct job *job)
{
    if (!job->report)
        job->report = calloc(1, sizeof *job->report);
    return job->report;
}

void job_list_free(struct job_list *jobs)
{
    for (size_t i = 0; i < jobs->count; i++) {
        struct job *job = job_at(jobs, i);
        if (job->report)
            report_free(job->report);
        free(job->report);
    }
    for (size_t i = 0; i < JOB_CHUNKS; i++) {
        free(jobs->chunks[i]);
        jobs->chunks[i] = NULL;
    }
    jobs->count = 0;
}
