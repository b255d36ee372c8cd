/* SPDX-License-Identifier: MIT
 *
 * One exchange with a worker: see process.h.
 */
#include "interpreter/process.h"

#include <errno.h>
#include <limits.h>
#include <time.h>

struct conversation {
    const struct process_ops *ops;
    int socket, cancel;
    bool limited;
    long long deadline; /* milliseconds of the monotonic clock */
};

static long long monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int time_left(const struct conversation *talk)
{
    if (!talk->limited)
        return -1;
    long long left = talk->deadline - monotonic_ms();
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Waits until the socket is ready for one of `events`, which become what it is
 * ready for. */
static enum talk await(const struct conversation *talk, short *events)
{
    struct pollfd fds[2] = {
        {.fd = talk->socket, .events = *events},
        {.fd = talk->cancel, .events = POLLIN},
    };
    int ready = talk->ops->poll(fds, 2, time_left(talk));
    *events = 0;
    if (ready < 0)
        return errno == EINTR || errno == EAGAIN ? TALK_DONE : TALK_FAILED;
    if (fds[1].revents)
        return TALK_CANCELLED;
    *events = fds[0].revents;
    return ready || time_left(talk) ? TALK_DONE : TALK_LATE;
}

static bool is_broken_off(int error)
{
    return error == EPIPE || error == ECONNRESET;
}

/* The worker has no reason to say anything before it has the whole request: if
 * it does, waiting until it reads on could take for ever. */
static enum talk hear_too_early(const struct conversation *talk)
{
    ssize_t got = talk->ops->peek(talk->socket);
    if (got > 0)
        return TALK_GARBAGE;
    if (got == 0 || is_broken_off(errno))
        return TALK_UNREAD;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? TALK_DONE
                                                                     : TALK_FAILED;
}

static void advance(struct iovec **parts, int *count, size_t sent)
{
    while (*count && sent >= (*parts)->iov_len) {
        sent -= (*parts)->iov_len;
        ++*parts;
        --*count;
    }
    if (*count) {
        (*parts)->iov_base = (char *)(*parts)->iov_base + sent;
        (*parts)->iov_len -= sent;
    }
}

static enum talk send_all(const struct conversation *talk, struct iovec *parts, int count)
{
    while (count) {
        ssize_t sent = talk->ops->send(talk->socket, parts, count);
        if (sent >= 0) {
            advance(&parts, &count, (size_t)sent);
            continue;
        }
        if (is_broken_off(errno))
            return TALK_UNREAD;
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR && errno != ENOBUFS)
            return TALK_FAILED;
        short events = POLLIN | POLLOUT;
        enum talk outcome = await(talk, &events);
        if (outcome == TALK_DONE && events & POLLIN)
            outcome = hear_too_early(talk);
        if (outcome != TALK_DONE)
            return outcome;
    }
    return TALK_DONE;
}

/* A reset says that the other end was closed with unread bytes in it. */
static enum talk receive_all(const struct conversation *talk, void *into, size_t size)
{
    char *bytes = into;
    while (size) {
        ssize_t got = talk->ops->receive(talk->socket, bytes, size);
        if (got > 0) {
            bytes += got;
            size -= (size_t)got;
            continue;
        }
        if (got == 0)
            return TALK_DIED;
        if (is_broken_off(errno))
            return TALK_UNREAD;
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return TALK_FAILED;
        short events = POLLIN;
        enum talk outcome = await(talk, &events);
        if (outcome != TALK_DONE)
            return outcome;
    }
    return TALK_DONE;
}

static enum talk receive_answer(const struct conversation *talk, uint32_t sequence,
                                struct arena *arena, struct answer *answer)
{
    unsigned char head[ANSWER_HEAD];
    enum talk outcome = receive_all(talk, head, sizeof head);
    if (outcome != TALK_DONE)
        return outcome;
    if (!answer_decode_head(head, sequence, answer))
        return TALK_GARBAGE;
    char *body = arena_alloc(arena, answer->body_size);
    if (!body)
        return TALK_NO_MEMORY;
    outcome = receive_all(talk, body, answer->body_size);
    if (outcome != TALK_DONE)
        return outcome == TALK_UNREAD ? TALK_DIED : outcome;
    switch (answer_decode_body(answer, body, arena)) {
    case ANSWER_WELL_FORMED:
        return TALK_DONE;
    case ANSWER_MALFORMED:
        return TALK_GARBAGE;
    case ANSWER_NO_MEMORY:
        break;
    }
    return TALK_NO_MEMORY;
}

static enum talk send_request(const struct conversation *talk, uint32_t sequence,
                              const struct process_request *request)
{
    unsigned char head[REQUEST_HEAD];
    request_encode(&(struct request_head){.sequence = sequence,
                                          .flags = request->flags,
                                          .level = request->level,
                                          .filename_size = request->filename_size,
                                          .source_size = request->source_size},
                   head);
    struct iovec parts[] = {
        {.iov_base = head, .iov_len = sizeof head},
        {.iov_base = (void *)request->filename, .iov_len = request->filename_size},
        {.iov_base = (void *)request->source, .iov_len = request->source_size},
    };
    return send_all(talk, parts, 3);
}

enum talk process_talk(struct process *process, const struct process_request *request,
                       const struct talk_limits *limits, struct arena *arena,
                       struct answer *answer)
{
    struct conversation talk = {
        .ops = process->ops,
        .socket = process->socket,
        .cancel = limits->cancel,
        .limited = limits->timeout_ms > 0,
    };
    if (talk.limited)
        talk.deadline = monotonic_ms() + limits->timeout_ms;
    uint32_t sequence = 0;
    if (request) {
        /* 0 stands for the handshake. */
        process->sequence = process->sequence == UINT32_MAX ? 1 : process->sequence + 1;
        sequence = process->sequence;
        enum talk outcome = send_request(&talk, sequence, request);
        if (outcome != TALK_DONE)
            return outcome;
    }
    return receive_answer(&talk, sequence, arena, answer);
}
