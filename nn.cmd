@echo off
rem Runs Neurite's command line from a source tree: builds it where that is missing or stale, then starts the JVM.
rem NN_JAVA_OPTS adds options to the JVM, JAVA_HOME chooses it. Exit code 4: can't run here.
rem NN_BACKENDS=nd4j builds the ND4J backend in, which is a download of 124 MB; so does asking for it with --backend.
setlocal EnableExtensions DisableDelayedExpansion

rem ---- where we are, through a symbolic link
set "home=%~dp0"
dir /al /b "%~f0" >nul 2>&1 && for /f "usebackq delims=" %%i in (`powershell -NoProfile -Command "$f = Get-Item -LiteralPath '%~f0'; while ($f.LinkType) { $t = $f.Target | Select-Object -First 1; if (-not [IO.Path]::IsPathRooted($t)) { $t = Join-Path $f.DirectoryName $t }; $f = Get-Item -LiteralPath $t }; $f.DirectoryName"`) do set "home=%%i"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
rem ---- which backends
set "folder=target\nn"
set "extra="
if "%NN_BACKENDS%"=="nd4j" set "extra=-Dnn.nd4j"
call :backends %*
set "rest="
if defined NN_JAVA_OPTS set "rest=%NN_JAVA_OPTS:*-Dneurite.backend=%"
if "%rest:~0,5%"=="=nd4j" set "extra=-Dnn.nd4j"
if "%~1"=="backends" for /d %%i in ("%USERPROFILE%\.m2\repository\org\nd4j\nd4j-native\*") do if exist "%%i\nd4j-native-*-onednn.jar" set "extra=-Dnn.nd4j"
if defined extra set "folder=target\nn-nd4j"
set "state=%home%\%folder%"
set "log=%state%\build.log"

rem ---- which Java; no blocks in parentheses here, as a path may have one in it
set "java="
if defined JAVA_HOME goto chosen
for %%i in (java.exe) do set "java=%%~$PATH:i"
if defined java goto version
echo nn: there is no java on the PATH; install a JDK of version 17 or newer, or set JAVA_HOME>&2
exit /b 4
:chosen
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto version
echo nn: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it>&2
exit /b 4
:version
set "major=0"
for /f "tokens=3" %%i in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do for /f "delims=.-+" %%j in ("%%~i") do set "major=%%j"
if %major% GEQ 17 goto modern
echo nn: Java 17 or newer is needed, but "%java%" is older>&2
exit /b 4
:modern
set "vector="
"%java%" --list-modules 2>nul | findstr /b /c:"jdk.incubator.vector" >nul && set "vector= --add-modules jdk.incubator.vector"

rem ---- the build: `current` names the valid one's folder
call :freshness
if errorlevel 1 call :build
if errorlevel 1 exit /b 4
set "id="
set /p id=<"%state%\current"

rem ---- the program; the JVM says on stderr that it uses the Vector API, and no option keeps it from that
set "options=-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED%vector%"
if defined NN_JAVA_OPTS if not "%NN_JAVA_OPTS:GC=%"=="%NN_JAVA_OPTS%" set "options=%options:-XX:+UseSerialGC =%"
if %major% GEQ 23 set "options=%options% --sun-misc-unsafe-memory-access=allow"
"%java%" %options% %NN_JAVA_OPTS% -cp "%state%\%id%\lib\*" org.neurite.cli.Main %*
exit /b %errorlevel%

rem Whether the arguments choose the ND4J backend; cmd splits them at an equals sign, too. No argument is compared as it is: quotes inside of
rem one, as those of JSON, would end those of the comparison. An empty argument ends the search.
:backends
set "before="
:argument
set "argument=%~1"
if not defined argument exit /b 0
set "argument=%argument:"=%"
if "%before%"=="--backend" if "%argument%"=="nd4j" set "extra=-Dnn.nd4j"
if "%before%"=="example" if /i "%argument%"=="backend-swap" set "extra=-Dnn.nd4j"
if "%before%"=="example" if /i "%argument%"=="BackendSwap" set "extra=-Dnn.nd4j"
set "before=%argument%"
shift
goto argument

:freshness
if not exist "%state%\current" exit /b 1
powershell -NoProfile -Command "$id = Get-Content -LiteralPath '%state%\current'; $stamp = Get-Item -LiteralPath \"%state%\$id\stamp\" -ErrorAction SilentlyContinue; if (-not $stamp) { exit 1 }; $newer = Get-ChildItem '%home%\pom.xml', '%home%\nn-*\pom.xml', '%home%\nn-*\src\main' -Recurse | Where-Object { $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc } | Select-Object -First 1; if ($newer) { exit 1 }"
exit /b %errorlevel%

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo nn: there is no mvn on the PATH, and Neurite isn't built yet; install Maven 3.8.7 or newer>&2
  exit /b 4
)
if not exist "%state%" mkdir "%state%"
rem One at a time: the lock is a folder, which only one program can make. A lock of more than ten minutes is a dead one's.
set "tries=0"
:lock
mkdir "%state%\lock.d" 2>nul && goto locked
set /a tries+=1
if %tries% GTR 600 rmdir "%state%\lock.d" 2>nul
ping -n 2 127.0.0.1 >nul
goto lock
:locked
call :freshness
if not errorlevel 1 (
  rmdir "%state%\lock.d"
  exit /b 0
)
echo nn: building Neurite, which takes a moment>&2
set "id=%RANDOM%%RANDOM%%RANDOM%"
mkdir "%state%\%id%\lib"
type nul > "%state%\%id%\stamp"
pushd "%home%"
call mvn -B -q -ntp -Dquick -Dmaven.test.skip "-Dbuild.folder=%folder:\=/%/build" %extra% "-Dnn.lib=%state%\%id%\lib" -pl nn-examples -am package >"%log%" 2>&1 <nul
set "rc=%errorlevel%"
popd
if "%rc%"=="0" copy /y "%home%\nn-examples\%folder%\build\nn-examples-*.jar" "%state%\%id%\lib" >nul || set "rc=1"
if "%rc%"=="0" goto built
rmdir /s /q "%state%\%id%" 2>nul
rmdir "%state%\lock.d"
echo nn: the build failed; see "%log%">&2
exit /b 4
:built
rem The build before this one stays: a program may still run from it.
set "previous=%id%"
if exist "%state%\current" set /p previous=<"%state%\current"
>"%state%\current.new" echo %id%
move /y "%state%\current.new" "%state%\current" >nul
for /d %%i in ("%state%\*") do if /i not "%%~nxi"=="%id%" if /i not "%%~nxi"=="%previous%" if /i not "%%~nxi"=="lock.d" rmdir /s /q "%%i" 2>nul
rmdir "%state%\lock.d"
exit /b 0
