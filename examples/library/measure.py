#!/usr/bin/env python3
"""The mean net change a month of a folder of dated files, by ctypes alone: measure.py FOLDER"""
import ctypes
import json
import sys


class Error(ctypes.Structure):
    _fields_ = [("domain", ctypes.c_uint32), ("code", ctypes.c_int), ("message", ctypes.c_char_p)]


lib = ctypes.CDLL("libsalient.so.0")
for name in ("salient_options_new", "salient_series_open", "salient_changes_compute"):
    getattr(lib, name).restype = ctypes.c_void_p
lib.salient_changes_format.restype = ctypes.c_char_p
MEASURE, error = 1, ctypes.POINTER(Error)()


def call(function, *arguments):
    return function(*arguments, ctypes.byref(error)) or sys.exit(error.contents.message.decode())


options = ctypes.c_void_p(lib.salient_options_new(MEASURE))
call(lib.salient_options_set, options, b"sources", sys.argv[1].encode())
series = ctypes.c_void_p(call(lib.salient_series_open, options))
changes = ctypes.c_void_p(call(lib.salient_changes_compute, series))
for summary in json.loads(call(lib.salient_changes_format, changes, b"json"))["summary"]:
    print(f"{summary['class']}: mean net {summary['mean_net_km2']} km2 a period, {summary['periods']} periods")
